package dev.keyferry.server.console;

import dev.keyferry.server.console.page.Done;
import dev.keyferry.server.console.page.Sheet;
import dev.keyferry.server.console.view.Asset;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes answers to browsers. */
final class Answers {
    static final String HTML = "text/html;charset=utf-8";

    /** A header of htmx: the request was sent by a script, which takes a part of a page. */
    private static final String FROM_SCRIPT = "HX-Request";

    private static final String FOR_EVER = "max-age=31536000, immutable";

    /** Scripts, styles and the rest come from here, never from within a page. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                    + " connect-src 'self'; form-action 'self'; frame-ancestors 'none';"
                    + " base-uri 'none'";

    /**
     * On every answer to a browser, in place of the API's. Without a referrer browsers would hide
     * the origin of forms, which {@link Door} judges.
     */
    static final Map<String, String> HEADERS =
            Map.of(
                    "content-security-policy", POLICY,
                    "referrer-policy", "same-origin",
                    "cross-origin-opener-policy", "same-origin",
                    "cross-origin-resource-policy", "same-origin");

    private Answers() {}

    /** True if a script wants a part of a page, and not to go back to a former whole one. */
    static boolean isPart(HttpServletRequest request) {
        return request.getHeader(FROM_SCRIPT) != null
                && request.getHeader("HX-History-Restore-Request") == null;
    }

    static void page(HttpServletResponse response, int status, String html) throws IOException {
        begin(response, status);
        // The same address shows a part of the page to scripts.
        response.setHeader("vary", FROM_SCRIPT);
        send(response, HTML, html.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a page that may have a secret, and wipes it. */
    static void page(HttpServletResponse response, Done done) throws IOException {
        try (Sheet sheet = done.sheet()) {
            begin(response, done.status());
            response.setContentType(HTML);
            response.setContentLength(sheet.length());
            sheet.writeTo(response.getOutputStream());
        }
    }

    /** Leads elsewhere, by another page even where a script asked. */
    static void redirect(HttpServletRequest request, HttpServletResponse response, String path) {
        if (request.getHeader(FROM_SCRIPT) != null) {
            begin(response, 401);
            response.setHeader("HX-Redirect", path);
            return;
        }
        begin(response, 303);
        response.setHeader("Location", path);
    }

    static void asset(HttpServletResponse response, Asset asset) throws IOException {
        begin(response, 200);
        response.setHeader("cache-control", FOR_EVER);
        send(response, asset.type(), asset.content());
    }

    private static void begin(HttpServletResponse response, int status) {
        response.setStatus(status);
        HEADERS.forEach(response::setHeader);
    }

    private static void send(HttpServletResponse response, String type, byte[] body)
            throws IOException {
        response.setContentType(type);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}

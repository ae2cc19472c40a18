package dev.keyferry.server.http.document;

import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Serves the API's description, as data and as a page, to anybody: it says nothing of this
 * deployment. Both are made when they are first asked for. Thread-safe.
 */
public final class DocumentHandler {
    /** They change with the server's version only. */
    private static final String FOR_FIVE_MINUTES = "max-age=300";

    /** The description of this version's API. */
    public static byte[] description() {
        return ApiDocument.bytes();
    }

    /** {@code GET /openapi.json}. */
    public void data(Context context) throws IOException {
        send(context.res(), "application/json", description());
    }

    /** {@code GET /docs}: no script, no frame, nothing from elsewhere, one style sheet inside. */
    public void page(Context context) throws IOException {
        context.res()
                .setHeader(
                        "content-security-policy",
                        "default-src 'none'; style-src '%s'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
                                .formatted(Rendered.STYLE.source()));
        send(context.res(), "text/html;charset=utf-8", Rendered.PAGE);
    }

    private static void send(HttpServletResponse response, String type, byte[] body)
            throws IOException {
        response.setStatus(200);
        response.setContentType(type);
        response.setHeader("cache-control", FOR_FIVE_MINUTES);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** Made with the first page. */
    private static final class Rendered {
        static final StyleSheet STYLE = StyleSheet.load();
        static final byte[] PAGE =
                new DocumentPage(ApiDocument.read(), STYLE)
                        .render()
                        .getBytes(StandardCharsets.UTF_8);

        private Rendered() {}
    }
}

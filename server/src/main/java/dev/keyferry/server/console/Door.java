package dev.keyferry.server.console;

import dev.keyferry.server.console.session.Ticket;
import dev.keyferry.server.http.Visits;
import dev.keyferry.server.http.answer.ApiCode;
import dev.keyferry.server.http.answer.ErrorItem;
import dev.keyferry.server.http.answer.RequestRefused;
import dev.keyferry.server.http.request.Query;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;

/**
 * Lets in only what a browser sends from the console's own pages. A cookie alone proves nothing:
 * other sites can make a browser send one. Thread-safe.
 */
final class Door {
    /** The field of each form that has its ticket. */
    static final String FORM = "form";

    /** Scripts, styles and the rest come from here, never from within a page. */
    static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                    + " connect-src 'self'; form-action 'self'; frame-ancestors 'none';"
                    + " base-uri 'none'";

    private static final int MAX_FORM_BYTES = 16 * 1024;

    private final Visits visits;

    Door(Visits visits) {
        this.visits = visits;
    }

    /**
     * Judges any request.
     *
     * @throws RequestRefused if it calls this host by a name that is not its own
     */
    void enter(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("content-security-policy", POLICY);
        // Without a referrer browsers hide the origin of forms, which is judged here.
        response.setHeader("referrer-policy", "same-origin");
        response.setHeader("cross-origin-opener-policy", "same-origin");
        response.setHeader("cross-origin-resource-policy", "same-origin");
        if (!visits.isMeant(request)) {
            throw refused(
                    "This host is not known by that name. Use its address, or a name of its"
                            + " certificate");
        }
    }

    /**
     * Reads a form that one of our own pages sent.
     *
     * @throws RequestRefused if another page sent it, or nobody can tell
     */
    Query form(HttpServletRequest request) {
        if (!isFromHere(request)) {
            throw refused("This form was not sent by a page of the console");
        }
        return visits.form(request, MAX_FORM_BYTES);
    }

    /**
     * Judges the ticket of a form.
     *
     * @throws RequestRefused if it is not this one
     */
    static void requireTicket(Query form, Ticket expected) {
        List<String> sent = form.values(FORM);
        if (sent.size() != 1 || !expected.isSame(Ticket.sent(sent.getFirst()))) {
            throw refused("This form is out of date. Load its page again and send it once more");
        }
    }

    /** The one value of a field; empty if there is none. */
    static String field(Query form, String name) {
        List<String> sent = form.values(name);
        return sent.size() == 1 ? sent.getFirst() : "";
    }

    private static boolean isFromHere(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        if (site == null && origin == null) {
            return false;
        }
        return (site == null || site.equals("same-origin"))
                && (origin == null || origin.equals(origin(request)));
    }

    private static String origin(HttpServletRequest request) {
        String host = request.getHeader("Host");
        return request.getScheme() + "://" + (host == null ? "" : host.toLowerCase(Locale.ROOT));
    }

    private static RequestRefused refused(String sentence) {
        return RequestRefused.of(ErrorItem.of(ApiCode.FORBIDDEN, sentence));
    }
}

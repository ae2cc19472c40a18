package dev.keyferry.server.console;

import dev.keyferry.server.console.session.Ticket;
import dev.keyferry.server.http.Visits;
import dev.keyferry.server.http.answer.ApiCode;
import dev.keyferry.server.http.answer.ErrorItem;
import dev.keyferry.server.http.answer.RequestRefused;
import dev.keyferry.server.http.request.Query;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;

/**
 * Lets in only what a browser sends from the console's own pages. A cookie alone proves nothing:
 * other sites can make a browser send one. Thread-safe.
 */
final class Door {
    /** The field of each form that has its ticket. */
    static final String FORM = "form";

    private static final int MAX_FORM_BYTES = 16 * 1024;

    private final Visits visits;

    Door(Visits visits) {
        this.visits = visits;
    }

    /**
     * Judges any request.
     *
     * @throws RequestRefused if it calls this host by a name that is not its own, or another site
     *     wants an answer for a page of its own
     */
    void enter(HttpServletRequest request) {
        if (!visits.isMeant(request)) {
            throw refused(
                    "This host is not known by that name. Use its address, or a name of its"
                            + " certificate");
        }
        if (!mayRead(request)) {
            throw refused("The console is not shown within pages of other sites");
        }
    }

    /**
     * Reads a form that one of our own pages sent.
     *
     * @throws RequestRefused if another page sent it, or nobody can tell
     */
    Query form(HttpServletRequest request) {
        requireFromHere(request);
        return visits.form(request, MAX_FORM_BYTES);
    }

    /**
     * Judges a form before it is read.
     *
     * @throws RequestRefused if another page sent it, or nobody can tell
     */
    void requireFromHere(HttpServletRequest request) {
        if (!isFromHere(request)) {
            throw refused("This form was not sent by a page of the console");
        }
    }

    /** True if the form has this ticket. */
    static boolean hasTicket(Query form, Ticket expected) {
        List<String> sent = form.values(FORM);
        return sent.size() == 1 && expected.isSame(Ticket.sent(sent.getFirst()));
    }

    /** For a form that has no ticket that would be good now. */
    static RequestRefused outOfDate() {
        return refused("This form is out of date. Load its page again and send it once more");
    }

    /**
     * Another site may have somebody look at a page of ours, as a link does; it may not have a
     * browser load one for a script, an image or a frame of its own (Fetch Metadata, section 2).
     */
    private static boolean mayRead(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return site == null
                || site.equals("same-origin")
                || site.equals("none")
                || ("navigate".equals(request.getHeader("Sec-Fetch-Mode"))
                        && "document".equals(request.getHeader("Sec-Fetch-Dest")));
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

package dev.keyferry.server.console;

import dev.keyferry.server.console.session.Channel;
import dev.keyferry.server.console.session.Ticket;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The console's cookies: no script reads them, no other site has them sent, and they end with the
 * browser. Their names have the port, for browsers send one host's cookies to all of its ports, and
 * two servers would sign each other's people out. Over TLS their names bind them to this very host
 * (RFC 6265bis, section 4.1.3.2).
 */
enum Cookies {
    /** Finds the session. */
    SESSION("keyferry"),
    /** Goes with the form to sign in, which has no session yet. */
    SIGN_IN("keyferry-sign-in");

    /** Of one name, of which others on this host may have made a browser send any number. */
    static final int MAX_SENT = 16;

    private static final String HOST_ONLY = "__Host-";

    private final String plainName;

    Cookies(String plainName) {
        this.plainName = plainName;
    }

    /** The way on which a request came. */
    static Channel channel(HttpServletRequest request) {
        return request.isSecure() ? Channel.TLS : Channel.PLAIN;
    }

    /**
     * The tickets that were sent, {@value #MAX_SENT} at most, the last first: browsers send a
     * cookie for the whole host, as ours are, after those for a part of it (RFC 6265, section 5.4),
     * so what others planted for one of our pages does not stand before our own.
     */
    List<Ticket> of(HttpServletRequest request) {
        String start = name(request) + "=";
        return sent(request).reversed().stream()
                .filter(cookie -> cookie.startsWith(start))
                .map(cookie -> cookie.substring(start.length()))
                .filter(Ticket::isLikeOne)
                .limit(MAX_SENT)
                .map(Ticket::sent)
                .toList();
    }

    void put(HttpServletRequest request, HttpServletResponse response, Ticket ticket) {
        response.addHeader("Set-Cookie", line(request, ticket.reveal(), ""));
    }

    void clear(HttpServletRequest request, HttpServletResponse response) {
        response.addHeader("Set-Cookie", line(request, "", "; Max-Age=0"));
    }

    private String line(HttpServletRequest request, String value, String more) {
        String secure = request.isSecure() ? "; Secure" : "";
        return name(request) + "=" + value + "; Path=/; HttpOnly; SameSite=Strict" + secure + more;
    }

    // A parser that knows quotes would take ours for part of one that has a single quote.
    private static List<String> sent(HttpServletRequest request) {
        return Collections.list(request.getHeaders("Cookie")).stream()
                .flatMap(line -> Arrays.stream(line.split(";")))
                .map(String::strip)
                .toList();
    }

    private String name(HttpServletRequest request) {
        String name = plainName + "-" + request.getServerPort();
        return request.isSecure() ? HOST_ONLY + name : name;
    }
}

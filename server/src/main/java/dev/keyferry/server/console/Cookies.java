package dev.keyferry.server.console;

import dev.keyferry.server.console.session.Ticket;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Optional;

/**
 * The console's cookies: no script reads them, no other site has them sent, and they end with the
 * browser. Over TLS their names bind them to this very host (RFC 6265bis, section 4.1.3.2).
 */
enum Cookies {
    /** Finds the session. */
    SESSION("keyferry"),
    /** Goes with the form to sign in, which has no session yet. */
    SIGN_IN("keyferry-sign-in");

    private static final String HOST_ONLY = "__Host-";

    private final String plainName;

    Cookies(String plainName) {
        this.plainName = plainName;
    }

    Optional<Ticket> of(HttpServletRequest request) {
        Cookie[] sent = request.getCookies();
        return sent == null
                ? Optional.empty()
                : Arrays.stream(sent)
                        .filter(cookie -> cookie.getName().equals(name(request)))
                        .findFirst()
                        .map(cookie -> Ticket.sent(cookie.getValue()));
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

    private String name(HttpServletRequest request) {
        return request.isSecure() ? HOST_ONLY + plainName : plainName;
    }
}

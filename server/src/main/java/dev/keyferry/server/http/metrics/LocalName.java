package dev.keyferry.server.http.metrics;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;

/**
 * Tells requests that mean this host from those that a page in a browser makes by a name that its
 * owner lets lead here.
 */
public final class LocalName {
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(?:\\.\\d{1,3}){3}|\\[?::1]?", Pattern.CASE_INSENSITIVE);

    private LocalName() {}

    /** True if the request's {@code Host} is loopback by its address or as {@code localhost}. */
    public static boolean isOf(HttpServletRequest request) {
        return LOOPBACK.matcher(request.getServerName()).matches();
    }
}

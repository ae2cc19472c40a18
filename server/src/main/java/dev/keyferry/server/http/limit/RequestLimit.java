package dev.keyferry.server.http.limit;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * How many requests one token may send in a time.
 *
 * @param requests 1 to {@link #MAX_REQUESTS}
 * @param window whole seconds, up to {@link #MAX_WINDOW}
 */
public record RequestLimit(int requests, Duration window) {
    public static final int MAX_REQUESTS = 1_000_000;
    public static final Duration MAX_WINDOW = Duration.ofDays(1);

    /** What the public API grants: 1,200 requests in five minutes. */
    public static final RequestLimit PUBLIC = new RequestLimit(1_200, Duration.ofMinutes(5));

    public RequestLimit {
        if (requests < 1 || requests > MAX_REQUESTS) {
            throw new IllegalArgumentException("must be from 1 to " + MAX_REQUESTS + " requests");
        }
        boolean isWhole = window.equals(Duration.ofSeconds(window.toSeconds()));
        if (!isWhole || !window.isPositive() || window.compareTo(MAX_WINDOW) > 0) {
            throw new IllegalArgumentException(
                    "must be from 1 to " + MAX_WINDOW.toSeconds() + " whole seconds");
        }
    }

    /** What holds where nothing is said: no limit for those who are on the machine anyway. */
    public static Optional<RequestLimit> byDefault(InetAddress listen) {
        return listen.isLoopbackAddress() ? Optional.empty() : Optional.of(PUBLIC);
    }
}

package dev.keyferry.server.http;

import java.time.Duration;

/**
 * How long the server waits for others.
 *
 * @param body for a whole request body to arrive
 * @param idle for the next byte of a request, and for a peer to take more of an answer; a call that
 *     waits for gateways is not idle
 * @param stop for running calls to finish when the server stops
 * @param unready for load balancers to see by its readiness that the server is about to stop, while
 *     it serves as before
 */
public record HttpTimeouts(Duration body, Duration idle, Duration stop, Duration unready) {
    /** The longest of {@code unready}: service managers lose patience after some 90 seconds. */
    public static final Duration MAX_UNREADY = Duration.ofSeconds(60);

    public static final HttpTimeouts DEFAULT =
            new HttpTimeouts(
                    Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofSeconds(10));

    /** Tells nobody before it stops. */
    public HttpTimeouts(Duration body, Duration idle, Duration stop) {
        this(body, idle, stop, Duration.ZERO);
    }

    /**
     * Makes sure that load balancers are not waited for too long.
     *
     * @throws IllegalArgumentException if they are
     */
    public HttpTimeouts {
        if (unready.isNegative() || unready.compareTo(MAX_UNREADY) > 0) {
            throw new IllegalArgumentException(
                    "must be 0 to " + MAX_UNREADY.toSeconds() + " seconds");
        }
    }

    /** The same with another time for load balancers. */
    public HttpTimeouts withUnready(Duration other) {
        return new HttpTimeouts(body, idle, stop, other);
    }
}

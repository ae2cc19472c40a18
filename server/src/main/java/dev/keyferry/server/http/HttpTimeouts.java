package dev.keyferry.server.http;

import java.time.Duration;

/**
 * How long the server waits for others.
 *
 * @param body for a whole request body to arrive
 * @param idle for the next byte of a request, and for a peer to take more of an answer; a call that
 *     waits for gateways is not idle
 * @param stop for running calls to finish when the server stops
 */
public record HttpTimeouts(Duration body, Duration idle, Duration stop) {
    public static final HttpTimeouts DEFAULT =
            new HttpTimeouts(
                    Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofSeconds(10));
}

package dev.keyferry.server.domain.gateway;

import dev.keyferry.feed.id.Bytes;
import java.time.Duration;
import java.time.Instant;

/**
 * An enrolment token that was handed out and not used yet.
 *
 * @param hash its SHA-256
 */
public record Enrolment(Bytes hash, Instant expiresOn) {
    /** How long a token can be used. */
    public static final Duration VALID = Duration.ofHours(1);

    public boolean isOver(Instant now) {
        return !now.isBefore(expiresOn);
    }
}

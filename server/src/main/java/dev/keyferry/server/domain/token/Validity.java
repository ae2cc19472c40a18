package dev.keyferry.server.domain.token;

import java.time.Instant;
import java.util.Optional;

/**
 * When a token is good.
 *
 * @param notBefore from when; empty for at once
 * @param expiresOn from when no more; empty for never
 */
public record Validity(Optional<Instant> notBefore, Optional<Instant> expiresOn) {
    public static final Validity ALWAYS = new Validity(Optional.empty(), Optional.empty());

    /** True if it is good at some time. */
    public boolean isPossible() {
        return notBefore.isEmpty()
                || expiresOn.isEmpty()
                || notBefore.get().isBefore(expiresOn.get());
    }

    public boolean isBegun(Instant now) {
        return notBefore.isEmpty() || !now.isBefore(notBefore.get());
    }

    public boolean isOver(Instant now) {
        return expiresOn.isPresent() && !now.isBefore(expiresOn.get());
    }

    /** True if the other one is over no later. */
    public boolean outlasts(Validity other) {
        return expiresOn.isEmpty()
                || (other.expiresOn.isPresent() && !other.expiresOn.get().isAfter(expiresOn.get()));
    }

    public Validity from(Optional<Instant> begin) {
        return new Validity(begin, expiresOn);
    }

    public Validity until(Optional<Instant> end) {
        return new Validity(notBefore, end);
    }
}

package dev.keyferry.feed.evidence;

import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.TunnelId;
import java.time.Instant;

/**
 * A peer authenticated with this version of the tunnel's key.
 *
 * @param at when, by the gateway's clock, in whole milliseconds
 */
public record Proof(
        TunnelId tunnel, PskVersion version, Instant at, PeerAddress from, Assurance assurance) {
    /** Whether it was this key and no other. */
    public enum Assurance {
        ASSURED,
        /** The charon held secrets of others, which may have been used in its place. */
        NOT_ASSURED
    }

    public Proof {
        at = EvidenceTime.of(at);
    }
}

package dev.keyferry.gateway.proof;

import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.TunnelId;

/** Whose identity a peer claimed, as far as what a charon prints tells. */
sealed interface Claim {
    /** No tunnel's that has a key here. */
    record Nobody() implements Claim {}

    /**
     * One tunnel's.
     *
     * @param version its newest one on this gateway
     */
    record Of(TunnelId tunnel, PskVersion version) implements Claim {}
}

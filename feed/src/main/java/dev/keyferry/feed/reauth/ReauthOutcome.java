package dev.keyferry.feed.reauth;

import dev.keyferry.feed.id.Revision;

/**
 * What came of an order on one gateway.
 *
 * @param number the order's
 */
public record ReauthOutcome(Revision number, Kind kind) {
    /** What a gateway found. */
    public enum Kind {
        /** A peer came up anew with the key of the order's version, and stayed. */
        REAUTHENTICATED,
        /** The tunnel has no live SA there, so nothing was done. */
        NO_SA,
        /** The SA was ended, and what tried to come up in its place failed. */
        REFUSED,
        /** The SA was ended, and nobody tried to come up in its place. */
        NOT_BACK,
        /** What tried to come up in the place of the SA failed; that one is up as it was. */
        REFUSED_KEPT,
        /** A former SA is still up, whatever came up beside it. */
        KEPT,
        /** The order's version is not what the charon holds for certain; nothing was done. */
        NOT_LOADED,
        /** Nothing was done: the order had passed, or it could not be noted or carried out. */
        NOT_BEGUN
    }
}

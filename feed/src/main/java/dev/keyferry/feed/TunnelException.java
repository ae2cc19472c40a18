package dev.keyferry.feed;

import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.TunnelId;

/**
 * One tunnel's newest record that a gateway does not follow, and why.
 *
 * @param version the version of the record that is not followed
 * @param detail one sentence in plain words for an operator, without any secret; tidied and cut
 *     like that of a {@link GatewayCondition}
 */
public record TunnelException(TunnelId tunnel, PskVersion version, Kind kind, String detail) {
    /**
     * Kinds of exception; each has a token that stands in answers and in the documentation of
     * errors.
     */
    public enum Kind {
        /** An owner equals, or is matched by, an identity or address of the gateway itself. */
        RESERVED_IDENTITY("reserved-identity"),
        /** The record's MAC, seal, identities or version is not what it must be. */
        NOT_AUTHENTIC("not-authentic"),
        /** Another tunnel of the gateway has one of its identities. */
        IDENTITY_TAKEN("identity-taken"),
        /** The charon refused the secret. */
        CHARON_REFUSED("charon-refused");

        private final String token;

        Kind(String token) {
            this.token = token;
        }

        public String token() {
            return token;
        }
    }

    public TunnelException {
        detail = Detail.tidy(detail, GatewayCondition.MAX_DETAIL);
    }
}

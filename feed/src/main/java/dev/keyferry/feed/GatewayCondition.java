package dev.keyferry.feed;

/**
 * How a gateway is as a whole.
 *
 * @param detail one sentence in plain words for an operator, without any secret; empty for {@link
 *     Kind#SERVING}. Control characters are replaced, and what is longer than {@value #MAX_DETAIL}
 *     bytes of UTF-8 is cut off.
 * @param assurance whether isolation between tunnels can be relied on
 */
public record GatewayCondition(Kind kind, String detail, Assurance assurance) {
    /** Bytes of UTF-8. */
    public static final int MAX_DETAIL = 500;

    /**
     * Kinds of condition; each has a token that stands in answers and in the documentation of
     * errors.
     */
    public enum Kind {
        /** The charon follows the feed. */
        SERVING("serving", Stance.PASSING),
        /** The charon answers and is being brought to what is desired. */
        LOADING("loading", Stance.PASSING),
        /** The charon cannot be reached or does not answer; the agent goes on trying. */
        CHARON_DOWN("charon-down", Stance.PASSING),
        /**
         * A connection of the charon would let one tunnel's key open another's; nothing is loaded
         * until it is mended.
         */
        UNSAFE_CONNECTION("unsafe-connection", Stance.STANDING),
        /** The socket is not the charon's, or others may replace it. */
        SOCKET_REFUSED("socket-refused", Stance.STANDING),
        /** The control plane shows another history, or less of it, than this gateway has seen. */
        HISTORY_REFUSED("history-refused", Stance.STANDING),
        /** The sealed cache cannot be written; nothing new is taken before it can. */
        CACHE_FAILED("cache-failed", Stance.STANDING),
        /** For longer than it may hold keys alone the gateway was without the control plane. */
        LEASE_OVER("lease-over", Stance.PASSING);

        private final String token;
        private final Stance stance;

        Kind(String token, Stance stance) {
            this.token = token;
            this.stance = stance;
        }

        public String token() {
            return token;
        }

        /**
         * True if waiting does not mend it: a call that waits for the gateway is answered at once.
         */
        public boolean isStanding() {
            return stance == Stance.STANDING;
        }
    }

    /** Whether the keys of this gateway are known to open their own tunnels only. */
    public enum Assurance {
        ASSURED,
        /** Secrets that are not ours are loaded, or an operator accepted an unsafe connection. */
        NOT_ASSURED
    }

    private enum Stance {
        PASSING,
        STANDING
    }

    public GatewayCondition {
        detail = Detail.tidy(detail, MAX_DETAIL);
    }
}

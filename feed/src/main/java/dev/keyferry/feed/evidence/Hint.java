package dev.keyferry.feed.evidence;

/**
 * What failed attempts look like. A charon shows that somebody came and did not get in; why, it
 * does not tell, so no hint says more than what was seen and what that is usually of.
 */
public enum Hint {
    /** The identity is a tunnel's; the attempt never came up. */
    DOWN_WITHOUT_UP(
            "down-without-up",
            "down without up: looks like a wrong key, or the router expects another gateway id"),
    /** The identity is a tunnel's; the attempt came up and was gone at once. */
    UP_AND_GONE(
            "up-and-gone",
            "up and gone within 2 seconds: looks like a key that the router refused, or the router disconnected by itself"),
    /** The identity is a tunnel's; the charon did not hold its newest key for certain. */
    KEY_NOT_LOADED(
            "key-not-loaded",
            "down without up while the gateway did not hold the tunnel's newest key"),
    /** No tunnel of the gateway has an identity that is printed so. */
    UNKNOWN_IDENTITY("unknown-identity", "no tunnel of this gateway has an identity like this"),
    /** A charon prints identities without their type, and several tunnels have this text. */
    AMBIGUOUS_IDENTITY(
            "ambiguous-identity",
            "several tunnels of this gateway have identities that are printed like this"),
    /** The attempts of one address under more identities than are kept apart. */
    FURTHER_IDENTITIES(
            "further-identities", "this address tried more identities than are listed one by one");

    private final String token;
    private final String sentence;

    Hint(String token, String sentence) {
        this.token = token;
        this.sentence = sentence;
    }

    /** Stands in answers and scripts. */
    public String token() {
        return token;
    }

    /** Plain words for an operator. */
    public String sentence() {
        return sentence;
    }

    /** True if it is said of a tunnel, false if of an attempt that matches none. */
    public boolean isOfTunnel() {
        return switch (this) {
            case DOWN_WITHOUT_UP, UP_AND_GONE, KEY_NOT_LOADED -> true;
            case UNKNOWN_IDENTITY, AMBIGUOUS_IDENTITY, FURTHER_IDENTITIES -> false;
        };
    }
}

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
    /** The identity is a tunnel's; no connection was found, so that no key was tried. */
    NO_CONNECTION(
            "no-connection",
            "no connection of the gateway matched: looks like a router that asks for another gateway id, or a connection that is missing"),
    /** The identity is a tunnel's; the attempt came up and was gone at once. */
    UP_AND_GONE(
            "up-and-gone",
            "up and gone within 2 seconds: looks like a key or gateway id that the router refused, or it was disconnected at once"),
    /** The identity is a tunnel's; its newest key was not known to be loaded at the beginning. */
    KEY_NOT_LOADED(
            "key-not-loaded",
            "down without up: it began before the gateway held the tunnel's newest key for certain"),
    /** No tunnel of the gateway has an identity that is printed so. */
    UNKNOWN_IDENTITY("unknown-identity", "no tunnel of this gateway has an identity like this"),
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
            case DOWN_WITHOUT_UP, NO_CONNECTION, UP_AND_GONE, KEY_NOT_LOADED -> true;
            case UNKNOWN_IDENTITY, FURTHER_IDENTITIES -> false;
        };
    }
}

package dev.keyferry.server.domain;

/**
 * Why an entry of a bulk call was not applied: nothing is stored of it, and the tunnel's former key
 * stays in force. The closed list; answers show {@link #text()}.
 */
public enum UnappliedReason {
    UNKNOWN_TUNNEL("unknown-tunnel", "the account has no tunnel with this id"),
    NOT_PERMITTED("not-permitted", "the token may not do this with the tunnel of this id"),
    KEY_TOO_SHORT(
            "key-too-short",
            "the key is shorter than the account's policy accepts, by default 8 characters"),
    KEY_TOO_LONG("key-too-long", "a key has at most 255 characters"),
    KEY_CHARACTERS("key-characters", "a key consists of printable ASCII characters"),
    KEY_TOO_GUESSABLE(
            "key-too-guessable", "the key is easier to guess than the account's policy accepts"),
    KEY_CHANGED(
            "key-changed",
            "the tunnel's key was set or removed by somebody else since the check; check again");

    private final String token;
    private final String sentence;

    UnappliedReason(String token, String sentence) {
        this.token = token;
        this.sentence = sentence;
    }

    public String token() {
        return token;
    }

    public String sentence() {
        return sentence;
    }

    /** {@code token: sentence}. */
    public String text() {
        return token + ": " + sentence;
    }
}

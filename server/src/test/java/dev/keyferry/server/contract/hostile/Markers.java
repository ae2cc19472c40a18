package dev.keyferry.server.contract.hostile;

/** What stands for a secret in requests. */
public final class Markers {
    /** Stands for a key or a token: only the answer that sets a key may have it. */
    public static final String KEY = "MARKER0KEY0MARKER";

    /** Stands for anything else that was sent: nothing that is refused may be repeated. */
    public static final String WORD = "MARKER1WORD1MARKER";

    private Markers() {}
}

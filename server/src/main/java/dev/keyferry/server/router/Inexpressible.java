package dev.keyferry.server.router;

/**
 * A value cannot be written in the language of a router. The message is one sentence without a full
 * stop, which names the value's place and never repeats the value.
 */
public final class Inexpressible extends RuntimeException {
    private static final long serialVersionUID = 1;

    Inexpressible(String message) {
        super(message);
    }

    /** The sentence. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}

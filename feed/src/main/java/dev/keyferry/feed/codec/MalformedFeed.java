package dev.keyferry.feed.codec;

/**
 * Bytes that are not the form of what they should be. The message tells where, and quotes nothing.
 */
public final class MalformedFeed extends RuntimeException {
    private static final long serialVersionUID = 1;

    public MalformedFeed(String message) {
        super(message);
    }

    public MalformedFeed(String message, Throwable cause) {
        super(message, cause);
    }
}

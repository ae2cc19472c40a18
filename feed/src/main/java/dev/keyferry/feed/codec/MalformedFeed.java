package dev.keyferry.feed.codec;

/** Bytes that are not what a codec writes. The message tells where, and quotes nothing. */
public final class MalformedFeed extends RuntimeException {
    private static final long serialVersionUID = 1;

    MalformedFeed(String message) {
        super(message);
    }

    MalformedFeed(String message, Throwable cause) {
        super(message, cause);
    }
}

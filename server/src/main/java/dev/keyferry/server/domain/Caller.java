package dev.keyferry.server.domain;

/**
 * Who asks for one change, as the audit keeps it.
 *
 * @param source where the request came from, such as {@code 127.0.0.1}
 */
public record Caller(Actor actor, String source, RequestId request) {
    public static final int MAX_SOURCE = 100;

    /** Somebody who proved to be allowed to act. */
    public enum Actor {
        ADMINISTRATOR,
        /** The server itself, which keeps order. */
        SERVER
    }

    public Caller {
        if (source.length() > MAX_SOURCE || !PlainText.isOneLine(source)) {
            throw new IllegalArgumentException("a source is one line of at most 100 characters");
        }
    }
}

package dev.keyferry.server.domain;

import dev.keyferry.server.domain.rights.Actor;
import dev.keyferry.server.domain.rights.Rights;

/**
 * Who makes one request, as the audit keeps it, and what they may do.
 *
 * @param source where the request came from, such as {@code 127.0.0.1}
 */
public record Caller(Actor actor, Rights rights, String source, RequestId request) {
    public static final int MAX_SOURCE = 100;

    public Caller {
        if (source.length() > MAX_SOURCE || !PlainText.isOneLine(source)) {
            throw new IllegalArgumentException("a source is one line of at most 100 characters");
        }
    }
}

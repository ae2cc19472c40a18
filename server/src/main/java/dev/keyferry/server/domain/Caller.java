package dev.keyferry.server.domain;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.server.domain.rights.Actor;
import dev.keyferry.server.domain.rights.Rights;
import java.util.Optional;

/**
 * Who makes one request, as the audit keeps it, and what they may do.
 *
 * @param source where the request came from, such as {@code 127.0.0.1}
 * @param tokenMac of the API token as it was when it let the caller in; empty for a caller without
 */
public record Caller(
        Actor actor, Rights rights, String source, RequestId request, Optional<Bytes> tokenMac) {
    public static final int MAX_SOURCE = 100;

    /** The administrator, or the server itself. */
    public Caller(Actor actor, Rights rights, String source, RequestId request) {
        this(actor, rights, source, request, Optional.empty());
    }

    /** The same with another change of the same request; the audit has one under each name. */
    public Caller with(RequestId another) {
        return new Caller(actor, rights, source, another, tokenMac);
    }

    public Caller {
        if (source.length() > MAX_SOURCE || !PlainText.isOneLine(source)) {
            throw new IllegalArgumentException("a source is one line of at most 100 characters");
        }
    }
}

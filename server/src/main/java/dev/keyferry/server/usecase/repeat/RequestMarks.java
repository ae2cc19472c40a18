package dev.keyferry.server.usecase.repeat;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.seal.FingerprintKey;
import dev.keyferry.server.domain.repeat.RequestMark;
import dev.keyferry.server.domain.rights.Actor;
import java.util.List;

/**
 * Makes marks of requests. They are keyed, so that nobody who holds the database can try names or
 * bodies, which may have keys in them. Thread-safe.
 */
public final class RequestMarks {
    private final FingerprintKey key;

    public RequestMarks(FingerprintKey key) {
        this.key = key;
    }

    /**
     * A request that its caller named.
     *
     * @param name as the caller gave it
     * @param path with the account in it
     * @param query as sent, empty if there is none
     * @param bodyHash SHA-256 of the body as sent
     */
    public record NamedRequest(
            String name, String method, String path, String query, Bytes bodyHash) {}

    public RequestMark of(Actor actor, NamedRequest request) {
        Bytes named =
                key.ofRequest(
                        List.of(
                                "name",
                                actor.toString(),
                                request.method(),
                                request.path(),
                                request.name()));
        Bytes content =
                key.ofRequest(
                        List.of(
                                "content",
                                request.method(),
                                request.path(),
                                request.query(),
                                request.bodyHash().hex()));
        return new RequestMark(named, content);
    }
}

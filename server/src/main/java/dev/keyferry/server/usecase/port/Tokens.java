package dev.keyferry.server.usecase.port;

import dev.keyferry.feed.Bytes;
import dev.keyferry.server.domain.rights.Actor;
import java.util.Map;

/** Reads who holds which token. Thread-safe. */
public interface Tokens {
    /** Most tokens that are kept. */
    int MAX_TOKENS = 1_000;

    /**
     * All tokens by their SHA-256, the only form in which they are kept.
     *
     * @throws StoreUnavailable if the store fails
     */
    Map<Bytes, Actor> byHash() throws InterruptedException;
}

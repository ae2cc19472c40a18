package dev.keyferry.server.usecase;

import dev.keyferry.server.usecase.keys.SentKey;

/**
 * One key for one tunnel.
 *
 * @param id the tunnel's id as the caller sent it, well-formed or not
 */
public record PskEntry(String id, SentKey key) {
    /** Most entries of one request. */
    public static final int MAX_ENTRIES = 10_000;

    /** Most characters of an id. */
    public static final int MAX_ID_LENGTH = 32;
}

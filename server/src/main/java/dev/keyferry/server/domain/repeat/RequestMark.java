package dev.keyferry.server.domain.repeat;

import dev.keyferry.feed.id.Bytes;

/**
 * By what a request is known again, without anything of it: two keyed hashes.
 *
 * @param key stands for the caller, the account, the route and the name that the caller gave to the
 *     request; 32 bytes
 * @param content stands for the whole request; 32 bytes
 */
public record RequestMark(Bytes key, Bytes content) {
    public static final int BYTES = 32;

    public RequestMark {
        if (key.length() != BYTES || content.length() != BYTES) {
            throw new IllegalArgumentException("a keyed hash has " + BYTES + " bytes");
        }
    }
}

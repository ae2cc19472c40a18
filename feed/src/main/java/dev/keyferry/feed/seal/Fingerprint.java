package dev.keyferry.feed.seal;

import dev.keyferry.feed.id.Bytes;

/**
 * Shows whether two keys of one account are equal, to nobody but the holder of the fingerprint key.
 *
 * @param value {@value #BYTES} bytes
 */
public record Fingerprint(Bytes value) {
    public static final int BYTES = 16;

    public Fingerprint {
        if (value.length() != BYTES) {
            throw new IllegalArgumentException("a fingerprint has " + BYTES + " bytes");
        }
    }
}

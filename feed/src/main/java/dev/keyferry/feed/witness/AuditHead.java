package dev.keyferry.feed.witness;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.Epoch;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A record of the audit, and by its hash all that are before it.
 *
 * @param epoch the store's when it was the newest
 * @param seq its number in the chain; 0 before the first
 * @param hash over the record and the one before
 */
public record AuditHead(Epoch epoch, long seq, Bytes hash) {
    public static final int HASH_BYTES = 32;

    private static final byte[] PURPOSE =
            "keyferry audit head 1\n".getBytes(StandardCharsets.US_ASCII);

    public AuditHead {
        if (seq < 0 || hash.length() != HASH_BYTES) {
            throw new IllegalArgumentException("a head of the audit has a number and 32 bytes");
        }
    }

    /** What is signed. */
    byte[] signedForm() {
        byte[] id = HexFormat.of().parseHex(epoch.value());
        return ByteBuffer.allocate(PURPOSE.length + id.length + Long.BYTES + HASH_BYTES)
                .put(PURPOSE)
                .put(id)
                .putLong(seq)
                .put(hash.toArray())
                .array();
    }
}

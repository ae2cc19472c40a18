package dev.keyferry.feed.record;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.DataKeyId;
import dev.keyferry.feed.id.Revision;

/**
 * A tunnel's key, sealed for its edge.
 *
 * @param dataKey names the data key that opens {@code sealed}
 * @param sealed the padded PSK sealed with AES-256-GCM: nonce, ciphertext, tag; at most {@value
 *     #MAX_SEALED_BYTES} bytes
 */
public record KeyRecord(
        Revision revision, KeyBinding binding, DataKeyId dataKey, Bytes sealed, Bytes mac)
        implements TunnelRecord {
    public static final int MAX_SEALED_BYTES = 512;
    public static final int MAC_BYTES = 32;

    public KeyRecord {
        if (sealed.length() == 0 || sealed.length() > MAX_SEALED_BYTES) {
            throw new IllegalArgumentException("a sealed PSK has 1 to 512 bytes");
        }
        if (mac.length() != MAC_BYTES) {
            throw new IllegalArgumentException("a record's MAC has 32 bytes");
        }
    }
}

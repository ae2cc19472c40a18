package dev.keyferry.feed.record;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.DataKeyId;
import dev.keyferry.feed.id.EdgeKeyId;

/**
 * A data key, sealed with HPKE to an edge's public keyset.
 *
 * @param edgeKey names the edge key whose private half opens it
 * @param sealed at most {@value #MAX_SEALED_BYTES} bytes
 */
public record SealedDataKey(DataKeyId id, EdgeKeyId edgeKey, Bytes sealed) {
    public static final int MAX_SEALED_BYTES = 512;

    public SealedDataKey {
        if (sealed.length() == 0 || sealed.length() > MAX_SEALED_BYTES) {
            throw new IllegalArgumentException("a sealed data key has 1 to 512 bytes");
        }
    }
}

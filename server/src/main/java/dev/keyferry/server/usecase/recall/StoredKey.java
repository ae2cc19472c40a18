package dev.keyferry.server.usecase.recall;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.DataKeyId;
import dev.keyferry.feed.id.EdgeKeyId;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.Revision;
import java.time.Instant;
import java.util.Optional;

/**
 * What the store's record of a tunnel on an edge says.
 *
 * @param setAt when the key was set, or ended
 * @param seal empty where it says that the key is no more
 */
public record StoredKey(
        Epoch epoch,
        PskVersion version,
        Revision revision,
        Instant setAt,
        Bytes mac,
        Optional<Seal> seal) {
    /**
     * What seals a key.
     *
     * @param edgeKey that which seals the data key
     */
    public record Seal(DataKeyId dataKey, EdgeKeyId edgeKey) {}

    public boolean isKey() {
        return seal.isPresent();
    }
}

package dev.keyferry.server.usecase.recall;

import dev.keyferry.feed.record.SealedDataKey;
import dev.keyferry.feed.record.TunnelRecord;
import java.util.Optional;

/**
 * A tunnel's record, as a gateway holds it.
 *
 * @param dataKey the data key that a key record names; empty for a tunnel that is gone
 */
public record HeldRecord(TunnelRecord record, Optional<SealedDataKey> dataKey) {
    Place place() {
        return new Place(record.binding().edge(), record.binding().tunnel());
    }

    /** False where the record says that the tunnel has no key any more. */
    public boolean isKey() {
        return dataKey.isPresent();
    }
}

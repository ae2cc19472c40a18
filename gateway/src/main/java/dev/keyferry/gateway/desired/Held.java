package dev.keyferry.gateway.desired;

import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.record.GoneRecord;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.record.SealedDataKey;
import dev.keyferry.feed.record.TunnelRecord;
import java.util.Optional;

/**
 * A tunnel's newest record, with what opens it.
 *
 * @param dataKey the data key that a key record names; empty for a tunnel that is gone
 */
public record Held(TunnelRecord record, Optional<SealedDataKey> dataKey) {
    public Held {
        boolean fits =
                record instanceof KeyRecord key
                        ? dataKey.map(SealedDataKey::id).filter(key.dataKey()::equals).isPresent()
                        : dataKey.isEmpty();
        if (!fits) {
            throw new IllegalArgumentException("a key record is held with its data key");
        }
    }

    static Held key(KeyRecord record, SealedDataKey dataKey) {
        return new Held(record, Optional.of(dataKey));
    }

    static Held gone(GoneRecord record) {
        return new Held(record, Optional.empty());
    }

    public TunnelId tunnel() {
        return record.binding().tunnel();
    }

    public boolean isLive() {
        return record instanceof KeyRecord;
    }
}

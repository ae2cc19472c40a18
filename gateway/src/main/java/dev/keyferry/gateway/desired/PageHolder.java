package dev.keyferry.gateway.desired;

import dev.keyferry.feed.Page;
import dev.keyferry.feed.id.DataKeyId;
import dev.keyferry.feed.record.GoneRecord;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.record.SealedDataKey;
import dev.keyferry.feed.record.TunnelRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Joins a page's records with its data keys. */
final class PageHolder {
    private final Map<DataKeyId, SealedDataKey> dataKeys = new HashMap<>();

    PageHolder(Page page) {
        page.dataKeys().forEach(dataKey -> dataKeys.put(dataKey.id(), dataKey));
    }

    Held held(TunnelRecord record) {
        return switch (record) {
            case GoneRecord gone -> Held.gone(gone);
            // A page has every data key that its records name.
            case KeyRecord key ->
                    Held.key(key, Objects.requireNonNull(dataKeys.get(key.dataKey())));
        };
    }
}

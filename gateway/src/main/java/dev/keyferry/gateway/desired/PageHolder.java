package dev.keyferry.gateway.desired;

import dev.keyferry.feed.DataKeyId;
import dev.keyferry.feed.GoneRecord;
import dev.keyferry.feed.KeyRecord;
import dev.keyferry.feed.Page;
import dev.keyferry.feed.SealedDataKey;
import dev.keyferry.feed.TunnelRecord;
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

package dev.keyferry.server.store.writer;

import dev.keyferry.feed.id.DataKeyId;
import dev.keyferry.feed.record.SealedDataKey;
import dev.keyferry.server.store.rows.DataKeyRow;
import dev.keyferry.server.store.rows.DataKeyRow.Loss;
import dev.keyferry.server.store.rows.Statements;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a group changes the number of records that each data key seals. A data key goes when no
 * record names it. Confined to one thread.
 */
final class DataKeyUses {
    private final Map<DataKeyId, SealedDataKey> fresh = new LinkedHashMap<>();
    private final Map<DataKeyId, Integer> changes = new HashMap<>();

    /** One more record names the key. */
    void begin(SealedDataKey key) {
        fresh.putIfAbsent(key.id(), key);
        changes.merge(key.id(), 1, Integer::sum);
    }

    /** One record less names the key. */
    void end(DataKeyId key) {
        changes.merge(key, -1, Integer::sum);
    }

    void write(Statements statements) throws SQLException {
        List<DataKeyRow> rows =
                fresh.values().stream()
                        .map(key -> new DataKeyRow(key, changes.getOrDefault(key.id(), 0)))
                        .filter(row -> row.change() > 0)
                        .toList();
        DataKeyRow.insert(statements, rows);
        List<Loss> losses =
                changes.entrySet().stream()
                        .filter(change -> !fresh.containsKey(change.getKey()))
                        .map(change -> new Loss(change.getKey(), -change.getValue()))
                        .toList();
        DataKeyRow.lose(statements, losses);
    }
}

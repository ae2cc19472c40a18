package dev.keyferry.server.store.rows.edge;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.EdgeKeyId;
import dev.keyferry.server.domain.edge.Edge;
import dev.keyferry.server.domain.edge.EdgeKey;
import dev.keyferry.server.store.rows.Columns;
import dev.keyferry.server.store.rows.Statements;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The table of edges' public keys. */
public final class EdgeKeyRow {
    private EdgeKeyRow() {}

    private record Placed(EdgeId edge, EdgeKey key, int position, boolean isCurrent) {}

    private record Sealed(EdgeKeyId key, long psks) {}

    /** The edge's keys, the current one first, then the newest. */
    static List<EdgeKey> of(Statements statements, EdgeId edge) throws SQLException {
        String sql =
                """
                SELECT id, encoded, custody, created_at, mac
                FROM edge_key
                WHERE edge = ?
                ORDER BY current DESC, position DESC
                """;
        return statements.query(
                sql,
                edge,
                (s, name) -> s.setString(1, name.value()),
                row ->
                        new EdgeKey(
                                new EdgeKeyId(Columns.id(row, 1)),
                                Columns.bytes(row, 2),
                                EdgeKey.Custody.valueOf(row.getString(3)),
                                Columns.time(row, 4),
                                Columns.bytes(row, 5)));
    }

    public static boolean isKnown(Statements statements, EdgeKeyId key) {
        String sql = "SELECT 1 FROM edge_key WHERE id = ?";
        return !statements
                .look(
                        sql,
                        key,
                        (s, id) -> s.setBytes(1, Columns.id(id.value())),
                        row -> row.getInt(1))
                .isEmpty();
    }

    /** How many present keys of tunnels are sealed to each edge key that seals any. */
    public static Map<EdgeKeyId, Long> sealed(Statements statements) throws SQLException {
        String sql = "SELECT edge_key, sum(records) FROM data_key GROUP BY edge_key";
        Map<EdgeKeyId, Long> counts = new HashMap<>();
        statements
                .query(
                        sql,
                        0,
                        (s, none) -> {},
                        row -> new Sealed(new EdgeKeyId(Columns.id(row, 1)), row.getLong(2)))
                .forEach(sealed -> counts.put(sealed.key(), sealed.psks()));
        return counts;
    }

    /** Gives their MACs to those of these keys that are from before there were any. */
    public static void adopt(Statements statements, List<EdgeKey> keys) throws SQLException {
        String sql = "UPDATE edge_key SET created_at = ?, mac = ? WHERE id = ? AND length(mac) = 0";
        statements.update(
                sql,
                keys,
                (s, adopted) -> {
                    s.setLong(1, Columns.time(adopted.createdOn()));
                    s.setBytes(2, adopted.mac().toArray());
                    s.setBytes(3, Columns.id(adopted.id().value()));
                });
    }

    /** Writes the edge's keys as they are now: their order, and which one is current. */
    static void keep(Statements statements, Edge edge) throws SQLException {
        String former = "UPDATE edge_key SET current = 0 WHERE edge = ?";
        String put =
                """
                INSERT INTO edge_key (id, edge, encoded, custody, current, position, created_at, mac)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET
                    current = excluded.current, position = excluded.position,
                    mac = excluded.mac
                """;
        statements.update(former, List.of(edge), (s, e) -> s.setString(1, e.name().value()));
        statements.update(
                put,
                placed(edge),
                (s, placed) -> {
                    EdgeKey key = placed.key();
                    s.setBytes(1, Columns.id(key.id().value()));
                    s.setString(2, placed.edge().value());
                    s.setBytes(3, key.encoded().toArray());
                    s.setString(4, key.custody().name());
                    s.setInt(5, placed.isCurrent() ? 1 : 0);
                    s.setInt(6, placed.position());
                    s.setLong(7, Columns.time(key.createdOn()));
                    s.setBytes(8, key.mac().toArray());
                });
    }

    private static List<Placed> placed(Edge edge) {
        List<EdgeKey> keys = edge.keys();
        List<Placed> placed = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            placed.add(new Placed(edge.name(), keys.get(i), keys.size() - i, i == 0));
        }
        return placed;
    }
}

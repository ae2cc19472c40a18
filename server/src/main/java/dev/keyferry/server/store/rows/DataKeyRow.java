package dev.keyferry.server.store.rows;

import static java.util.stream.Collectors.joining;

import dev.keyferry.feed.id.DataKeyId;
import dev.keyferry.feed.id.EdgeKeyId;
import dev.keyferry.feed.record.SealedDataKey;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/**
 * A sealed data key.
 *
 * @param change by how many more records the key is named
 */
public record DataKeyRow(SealedDataKey key, int change) {
    public static void insert(Statements statements, List<DataKeyRow> rows) throws SQLException {
        String sql = "INSERT INTO data_key (id, edge_key, sealed, records) VALUES (?, ?, ?, ?)";
        put(statements, sql, rows);
    }

    /** Counts the records up; a key that is not there yet comes with them. */
    public static void gain(Statements statements, List<DataKeyRow> rows) throws SQLException {
        String sql =
                """
                INSERT INTO data_key (id, edge_key, sealed, records) VALUES (?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET records = data_key.records + excluded.records
                """;
        put(statements, sql, rows);
    }

    /** A key that loses some of its records. */
    public record Loss(DataKeyId key, int records) {}

    /** Counts the records down and forgets the keys that no record names any more. */
    public static void lose(Statements statements, List<Loss> losses) throws SQLException {
        String count = "UPDATE data_key SET records = records - ? WHERE id = ?";
        String forget = "DELETE FROM data_key WHERE id = ? AND records = 0";
        statements.update(
                count,
                losses,
                (s, loss) -> {
                    s.setInt(1, loss.records());
                    s.setBytes(2, Columns.id(loss.key().value()));
                });
        statements.update(
                forget, losses, (s, loss) -> s.setBytes(1, Columns.id(loss.key().value())));
    }

    private static void put(Statements statements, String sql, List<DataKeyRow> rows)
            throws SQLException {
        statements.update(
                sql,
                rows,
                (s, row) -> {
                    s.setBytes(1, Columns.id(row.key().id().value()));
                    s.setBytes(2, Columns.id(row.key().edgeKey().value()));
                    s.setBytes(3, row.key().sealed().toArray());
                    s.setInt(4, row.change());
                });
    }

    public static List<SealedDataKey> read(Statements statements, Collection<DataKeyId> ids)
            throws SQLException {
        String sql =
                """
                SELECT d.id, d.edge_key, d.sealed
                FROM {ids} AS wanted
                CROSS JOIN data_key AS d
                WHERE d.id = wanted.id
                """;
        if (ids.isEmpty()) {
            return List.of();
        }
        String list = ids.stream().map(DataKeyId::value).collect(joining("\",\"", "[\"", "\"]"));
        return statements.query(
                sql,
                list,
                (s, json) -> s.setString(1, json),
                row ->
                        new SealedDataKey(
                                new DataKeyId(Columns.id(row, 1)),
                                new EdgeKeyId(Columns.id(row, 2)),
                                Columns.bytes(row, 3)));
    }
}

package dev.keyferry.server.store.rows.audit;

import dev.keyferry.server.store.rows.Statements;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/**
 * Some items of one request, one behind the other as {@link ItemForm} has them. Many stand in one
 * row, because a request has 10,000, and few enough that a page of them is read without the rest.
 *
 * @param position how many items of the request stand in the rows before
 */
@SuppressWarnings("ArrayRecordComponent") // Read and written once, and compared by nobody.
record ItemsRow(long seq, int position, byte[] items) {
    /** How many items stand in every row but the last of a request. */
    static final int MAX_ITEMS = 100;

    /** What to read: rows of one request, from one position to before another. */
    record Stretch(long seq, long from, long to) {}

    static void insert(Statements statements, Collection<ItemsRow> rows) throws SQLException {
        String sql = "INSERT INTO audit_items (seq, position, items) VALUES (?, ?, ?)";
        statements.update(
                sql,
                rows,
                (s, row) -> {
                    s.setLong(1, row.seq());
                    s.setInt(2, row.position());
                    s.setBytes(3, row.items());
                });
    }

    /** In order. */
    static List<ItemsRow> read(Statements statements, Stretch stretch) throws SQLException {
        String sql =
                """
                SELECT seq, position, items FROM audit_items
                WHERE seq = ? AND position >= ? AND position < ?
                ORDER BY position
                """;
        return statements.query(
                sql,
                stretch,
                (s, wanted) -> {
                    s.setLong(1, wanted.seq());
                    s.setLong(2, wanted.from());
                    s.setLong(3, wanted.to());
                },
                row -> new ItemsRow(row.getLong(1), row.getInt(2), row.getBytes(3)));
    }
}

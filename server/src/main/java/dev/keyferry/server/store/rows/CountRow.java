package dev.keyferry.server.store.rows;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.server.usecase.measure.KeyMeasure;
import dev.keyferry.server.usecase.measure.StoreMeasures.Content;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Counts over the whole store. */
public final class CountRow {
    private record Totals(long tunnels, long unmatched) {}

    private CountRow() {}

    public static Content read(Statements statements) throws SQLException {
        List<KeyMeasure> keys = keys(statements);
        Totals totals = totals(statements);
        return new Content(totals.tunnels(), keys, totals.unmatched());
    }

    // A record keeps the time at which it was written, which may be that of a sealing anew.
    private static List<KeyMeasure> keys(Statements statements) throws SQLException {
        String sql =
                """
                SELECT r.edge, r.revision, v.set_at,
                       EXISTS (
                           SELECT 1 FROM key_state s
                           WHERE s.tunnel = r.tunnel AND s.proven_version = r.version),
                       (SELECT coalesce(sum(s.rejected_count), 0) FROM key_state s
                        WHERE s.tunnel = r.tunnel AND s.rejected_version = r.version)
                FROM record r
                JOIN psk_version v ON v.tunnel = r.tunnel AND v.version = r.version
                WHERE r.gone = 0
                """;
        return statements.query(sql, "", (statement, none) -> {}, CountRow::key);
    }

    private static KeyMeasure key(ResultSet row) throws SQLException {
        return new KeyMeasure(
                new EdgeId(row.getString(1)),
                new Revision(row.getLong(2)),
                Columns.time(row, 3),
                row.getBoolean(4),
                row.getLong(5));
    }

    private static Totals totals(Statements statements) throws SQLException {
        String sql =
                """
                SELECT (SELECT count(*) FROM tunnel), (SELECT coalesce(sum(count), 0) FROM attempt)
                """;
        return statements
                .query(
                        sql,
                        "",
                        (statement, none) -> {},
                        row -> new Totals(row.getLong(1), row.getLong(2)))
                .getFirst();
    }
}

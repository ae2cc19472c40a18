package dev.keyferry.server.store.rows.reauth;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.reauth.ReauthOrder;
import dev.keyferry.server.store.rows.Columns;
import dev.keyferry.server.store.rows.Statements;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** The table of orders to reauthenticate, one of a tunnel. */
public record ReauthRow(EdgeId edge, ReauthOrder order) {
    private record Wanted(EdgeId edge, Revision after, Instant now, int limit) {}

    /** Those of the edge past {@code after} that have not ended, at most so many. */
    public static List<ReauthOrder> open(
            Statements statements, EdgeId edge, Revision after, Instant now, int limit)
            throws SQLException {
        String sql =
                """
                SELECT number, tunnel, version, ends_at, mac
                FROM reauth
                WHERE edge = ? AND number > ? AND ends_at > ?
                ORDER BY number
                LIMIT ?
                """;
        return statements.query(
                sql, new Wanted(edge, after, now, limit), ReauthRow::bind, ReauthRow::of);
    }

    /** Puts each in the place of its tunnel's last one, and forgets those that have ended. */
    public static void put(Statements statements, Collection<ReauthRow> rows, Instant now)
            throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        String over = "DELETE FROM reauth WHERE ends_at <= ?";
        statements.update(over, List.of(now), (s, time) -> s.setLong(1, Columns.time(time)));
        String sql =
                """
                INSERT INTO reauth (tunnel, edge, number, version, ends_at, mac)
                VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (tunnel) DO UPDATE SET
                    edge = excluded.edge, number = excluded.number, version = excluded.version,
                    ends_at = excluded.ends_at, mac = excluded.mac
                """;
        statements.update(sql, rows, ReauthRow::bind);
    }

    private static void bind(PreparedStatement s, Wanted wanted) throws SQLException {
        s.setString(1, wanted.edge().value());
        s.setLong(2, wanted.after().value());
        s.setLong(3, Columns.time(wanted.now()));
        s.setInt(4, wanted.limit());
    }

    private static void bind(PreparedStatement s, ReauthRow row) throws SQLException {
        ReauthOrder order = row.order();
        s.setBytes(1, Columns.id(order.tunnel().value()));
        s.setString(2, row.edge().value());
        s.setLong(3, order.number().value());
        s.setLong(4, order.version().value());
        s.setLong(5, Columns.time(order.until()));
        s.setBytes(6, order.mac().toArray());
    }

    private static ReauthOrder of(ResultSet row) throws SQLException {
        return new ReauthOrder(
                new Revision(row.getLong(1)),
                new TunnelId(Columns.id(row, 2)),
                new PskVersion(row.getLong(3)),
                Columns.time(row, 4),
                Columns.bytes(row, 5));
    }
}

package dev.keyferry.server.store.rows;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.GatewayName;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** The table of enrolled gateways. */
public final class GatewayRow {
    private GatewayRow() {}

    public static List<GatewayName> of(Statements statements, EdgeId edge) throws SQLException {
        String sql = "SELECT name FROM gateway WHERE edge = ? ORDER BY name";
        return statements.query(
                sql,
                edge,
                (s, e) -> s.setString(1, e.value()),
                row -> new GatewayName(row.getString(1)));
    }

    public static void dismiss(Statements statements, Collection<GatewayName> gateways)
            throws SQLException {
        String sql = "DELETE FROM gateway WHERE name = ?";
        statements.update(sql, gateways, (s, name) -> s.setString(1, name.value()));
    }

    /** Those that are enrolled already stay as they are. */
    public static void enrol(
            Statements statements, EdgeId edge, Collection<GatewayName> gateways, long now)
            throws SQLException {
        String sql =
                """
                INSERT INTO gateway (name, edge, enrolled_at) VALUES (?, ?, ?)
                ON CONFLICT (name) DO NOTHING
                """;
        statements.update(
                sql,
                gateways,
                (s, name) -> {
                    s.setString(1, name.value());
                    s.setString(2, edge.value());
                    s.setLong(3, now);
                });
    }
}

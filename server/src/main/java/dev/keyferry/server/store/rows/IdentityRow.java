package dev.keyferry.server.store.rows;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.feed.identity.PrintedIdentity;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** An identity that a tunnel claims on its edge; the table refuses one that is claimed already. */
public record IdentityRow(EdgeId edge, PrintedIdentity identity, TunnelId tunnel) {
    public static IdentityRow of(EdgeId edge, IkeIdentity identity, TunnelId tunnel) {
        return new IdentityRow(edge, PrintedIdentity.of(identity), tunnel);
    }

    /** Who has the identity, on every edge. */
    public static List<IdentityRow> claims(Statements statements, PrintedIdentity identity) {
        String sql =
                """
                SELECT i.edge, i.tunnel
                FROM edge AS e
                CROSS JOIN identity AS i
                WHERE i.edge = e.name AND i.printed = ?
                """;
        return statements.look(
                sql,
                identity,
                (s, wanted) -> s.setString(1, wanted.text()),
                row ->
                        new IdentityRow(
                                new EdgeId(row.getString(1)),
                                identity,
                                new TunnelId(Columns.id(row, 2))));
    }

    public static void insert(Statements statements, Collection<IdentityRow> rows)
            throws SQLException {
        String sql = "INSERT INTO identity (edge, printed, tunnel) VALUES (?, ?, ?)";
        statements.update(
                sql,
                rows,
                (s, row) -> {
                    s.setString(1, row.edge().value());
                    s.setString(2, row.identity().text());
                    s.setBytes(3, Columns.id(row.tunnel().value()));
                });
    }

    public static void delete(Statements statements, Collection<TunnelId> tunnels)
            throws SQLException {
        String sql = "DELETE FROM identity WHERE tunnel = ?";
        statements.update(sql, tunnels, (s, id) -> s.setBytes(1, Columns.id(id.value())));
    }
}

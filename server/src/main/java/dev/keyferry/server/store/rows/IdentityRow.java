package dev.keyferry.server.store.rows;

import dev.keyferry.feed.EdgeId;
import dev.keyferry.feed.IkeIdentity;
import dev.keyferry.feed.TunnelId;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** An identity that a tunnel claims on its edge; the table refuses one that is claimed already. */
public record IdentityRow(EdgeId edge, IkeIdentity identity, TunnelId tunnel) {
    public static void insert(Statements statements, List<IdentityRow> rows) throws SQLException {
        String sql = "INSERT INTO identity (edge, type, value, tunnel) VALUES (?, ?, ?, ?)";
        statements.update(
                sql,
                rows,
                (s, row) -> {
                    s.setString(1, row.edge().value());
                    s.setString(2, row.identity().type().name());
                    s.setBytes(3, row.folded());
                    s.setBytes(4, Columns.id(row.tunnel().value()));
                });
    }

    public static void delete(Statements statements, List<TunnelId> tunnels) throws SQLException {
        String sql = "DELETE FROM identity WHERE tunnel = ?";
        statements.update(sql, tunnels, (s, id) -> s.setBytes(1, Columns.id(id.value())));
    }

    /** Names of hosts and users are compared without regard to case. */
    private byte[] folded() {
        return switch (identity.type()) {
            case KEYID, IPV4, IPV6, DN -> identity.bytes();
            case FQDN, EMAIL ->
                    new String(identity.bytes(), StandardCharsets.ISO_8859_1)
                            .toLowerCase(Locale.ROOT)
                            .getBytes(StandardCharsets.ISO_8859_1);
        };
    }
}

package dev.keyferry.server.store.rows.edge;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.domain.gateway.Exposed;
import dev.keyferry.server.domain.tunnel.TunnelName;
import dev.keyferry.server.store.rows.Columns;
import dev.keyferry.server.store.rows.Statements;
import dev.keyferry.server.usecase.port.edge.Gateways.Stretch;
import java.sql.SQLException;
import java.util.List;

/** The table of keys that hosts of revoked gateways held, by fingerprint. */
public record ExposureRow(GatewayName gateway, EdgeId edge, Revision through) {
    /** Notes the edge's present keys up to the revision. */
    public static void insert(Statements statements, List<ExposureRow> rows) throws SQLException {
        String sql =
                """
                INSERT INTO exposure (gateway, tunnel, fingerprint)
                SELECT ?, r.tunnel, v.fingerprint
                FROM record AS r
                JOIN psk_version AS v ON v.tunnel = r.tunnel AND v.version = r.version
                WHERE r.edge = ? AND coalesce(r.key_revision, r.revision) <= ? AND r.gone = 0
                ON CONFLICT (gateway, tunnel, fingerprint) DO NOTHING
                """;
        statements.update(
                sql,
                rows,
                (s, row) -> {
                    s.setString(1, row.gateway().value());
                    s.setString(2, row.edge().value());
                    s.setLong(3, row.through().value());
                });
    }

    /** Those tunnels that still have a key which the gateway's host held. */
    public static Exposed.Some read(Statements statements, GatewayName gateway, Stretch stretch)
            throws SQLException {
        String count =
                """
                SELECT count(*)
                FROM exposure AS e
                JOIN tunnel AS t ON t.id = e.tunnel
                JOIN record AS r ON r.edge = t.edge AND r.tunnel = t.id AND r.gone = 0
                JOIN psk_version AS v ON v.tunnel = r.tunnel AND v.version = r.version
                    AND v.fingerprint = e.fingerprint
                WHERE e.gateway = ?
                """;
        String some =
                """
                SELECT t.id, a.id, t.name, r.version, r.set_at
                FROM exposure AS e
                JOIN tunnel AS t ON t.id = e.tunnel
                JOIN account AS a ON a.number = t.account
                JOIN record AS r ON r.edge = t.edge AND r.tunnel = t.id AND r.gone = 0
                JOIN psk_version AS v ON v.tunnel = r.tunnel AND v.version = r.version
                    AND v.fingerprint = e.fingerprint
                WHERE e.gateway = ?
                ORDER BY a.number, t.name
                LIMIT ? OFFSET ?
                """;
        List<Exposed> tunnels =
                statements.query(
                        some,
                        gateway,
                        (s, name) -> {
                            s.setString(1, name.value());
                            s.setInt(2, stretch.limit());
                            s.setLong(3, stretch.after());
                        },
                        row ->
                                new Exposed(
                                        new TunnelId(Columns.id(row, 1)),
                                        new AccountId(Columns.id(row, 2)),
                                        new TunnelName(row.getString(3)),
                                        new PskVersion(row.getLong(4)),
                                        Columns.time(row, 5)));
        return new Exposed.Some(
                tunnels,
                statements
                        .query(
                                count,
                                gateway,
                                (s, name) -> s.setString(1, name.value()),
                                row -> row.getLong(1))
                        .getFirst());
    }
}

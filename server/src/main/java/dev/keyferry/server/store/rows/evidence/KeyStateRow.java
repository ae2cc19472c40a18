package dev.keyferry.server.store.rows.evidence;

import static java.util.stream.Collectors.joining;

import dev.keyferry.feed.evidence.Evidence;
import dev.keyferry.feed.evidence.Hint;
import dev.keyferry.feed.evidence.PeerAddress;
import dev.keyferry.feed.evidence.Proof;
import dev.keyferry.feed.evidence.Rejection;
import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.domain.evidence.Attempts;
import dev.keyferry.server.domain.evidence.KeyEvidence;
import dev.keyferry.server.store.rows.Columns;
import dev.keyferry.server.store.rows.Statements;
import dev.keyferry.server.usecase.port.Effect.EvidenceKept;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a gateway saw of a tunnel's peers: one row for each pair, whatever peers do. A gateway
 * speaks of tunnels of its own edge and of their present keys; all else is left aside.
 */
public final class KeyStateRow {
    private static final String SELECT =
            """
            SELECT k.tunnel, k.gateway, k.proven_version, k.proven_at, k.proven_from,
                   k.proven_assured, k.rejected_version, k.rejected_identity, k.rejected_from,
                   k.rejected_first, k.rejected_last, k.rejected_earlier + k.rejected_count,
                   k.rejected_hint
            """;

    private KeyStateRow() {}

    private record Seen(TunnelId tunnel, GatewayName gateway, KeyEvidence evidence) {}

    private record Row<T>(GatewayName gateway, Evidence evidence, T seen) {}

    public static void keep(Statements statements, List<EvidenceKept> kept) throws SQLException {
        keepProofs(
                statements,
                kept.stream()
                        .flatMap(k ->
                                k.evidence().proofs().stream()
                                        .map(p -> new Row<>(k.gateway(), k.evidence(), p)))
                        .toList());
        keepRejections(
                statements,
                kept.stream()
                        .flatMap(k ->
                                k.evidence().rejections().stream()
                                        .filter(r -> r.target().isPresent())
                                        .map(r -> new Row<>(k.gateway(), k.evidence(), r)))
                        .toList());
    }

    public static void delete(Statements statements, List<TunnelId> tunnels) throws SQLException {
        String sql = "DELETE FROM key_state WHERE tunnel = ?";
        statements.update(sql, tunnels, (s, id) -> s.setBytes(1, Columns.id(id.value())));
    }

    public static Map<TunnelId, Map<GatewayName, KeyEvidence>> read(
            Statements statements, Collection<TunnelId> tunnels) throws SQLException {
        String sql =
                SELECT
                        + """
                        FROM {ids} AS wanted
                        CROSS JOIN key_state AS k
                        WHERE k.tunnel = wanted.id
                        """;
        String ids = tunnels.stream().map(TunnelId::value).collect(joining("\",\"", "[\"", "\"]"));
        List<Seen> rows =
                statements.query(sql, ids, (s, list) -> s.setString(1, list), KeyStateRow::seen);
        Map<TunnelId, Map<GatewayName, KeyEvidence>> read = new HashMap<>();
        for (Seen row : rows) {
            read.computeIfAbsent(row.tunnel(), _ -> new HashMap<>())
                    .put(row.gateway(), row.evidence());
        }
        return read;
    }

    /** Attempts under identities of an account's tunnels, the newest first. */
    public static List<Attempts> attempts(Statements statements, AccountId account)
            throws SQLException {
        String sql =
                SELECT
                        + """
                        FROM account AS a
                        JOIN tunnel AS t ON t.account = a.number
                        JOIN key_state AS k ON k.tunnel = t.id
                        WHERE a.id = ? AND k.rejected_version IS NOT NULL
                        ORDER BY k.rejected_last DESC, k.tunnel, k.gateway
                        """;
        List<Seen> rows =
                statements.query(
                        sql,
                        account,
                        (s, id) -> s.setBytes(1, Columns.id(id.value())),
                        KeyStateRow::seen);
        return rows.stream()
                .flatMap(row ->
                        row.evidence().rejection().stream()
                                .map(counted -> new Attempts(row.gateway(), counted)))
                .toList();
    }

    // The first proof of a version stays, unless a later one is certain where it was not.
    private static void keepProofs(Statements statements, List<Row<Proof>> rows)
            throws SQLException {
        String sql =
                """
                INSERT INTO key_state (tunnel, gateway, proven_version, proven_at, proven_from,
                    proven_assured)
                SELECT r.tunnel, g.name, r.version, ?, ?, ?
                FROM gateway AS g
                JOIN record AS r ON r.edge = g.edge AND r.tunnel = ?
                WHERE g.name = ? AND r.version = ? AND r.gone = 0
                ON CONFLICT (tunnel, gateway) DO UPDATE SET
                    proven_version = excluded.proven_version, proven_at = excluded.proven_at,
                    proven_from = excluded.proven_from, proven_assured = excluded.proven_assured
                WHERE key_state.proven_version IS NULL
                    OR key_state.proven_version < excluded.proven_version
                    OR (key_state.proven_version = excluded.proven_version
                        AND key_state.proven_assured < excluded.proven_assured)
                """;
        statements.update(
                sql,
                rows,
                (s, row) -> {
                    Proof proof = row.seen();
                    s.setLong(1, Columns.time(proof.at()));
                    s.setBytes(2, proof.from().value().toArray());
                    s.setInt(3, proof.assurance() == Proof.Assurance.ASSURED ? 1 : 0);
                    s.setBytes(4, Columns.id(proof.tunnel().value()));
                    s.setString(5, row.gateway().value());
                    s.setLong(6, proof.version().value());
                });
    }

    // Counts of one run of an agent replace each other; those of its former runs are added up.
    private static void keepRejections(Statements statements, List<Row<Rejection>> rows)
            throws SQLException {
        String sql =
                """
                INSERT INTO key_state (tunnel, gateway, rejected_version, rejected_session,
                    rejected_identity, rejected_from, rejected_first, rejected_last,
                    rejected_count, rejected_hint)
                SELECT r.tunnel, g.name, r.version, ?, ?, ?, ?, ?, ?, ?
                FROM gateway AS g
                JOIN record AS r ON r.edge = g.edge AND r.tunnel = ?
                WHERE g.name = ? AND r.version = ? AND r.gone = 0
                ON CONFLICT (tunnel, gateway) DO UPDATE SET
                    rejected_earlier = CASE
                        WHEN key_state.rejected_version IS DISTINCT FROM excluded.rejected_version
                        THEN 0
                        WHEN key_state.rejected_session = excluded.rejected_session
                        THEN key_state.rejected_earlier
                        ELSE key_state.rejected_earlier + key_state.rejected_count END,
                    rejected_first = CASE
                        WHEN key_state.rejected_version = excluded.rejected_version
                            AND key_state.rejected_first < excluded.rejected_first
                        THEN key_state.rejected_first
                        ELSE excluded.rejected_first END,
                    rejected_version = excluded.rejected_version,
                    rejected_session = excluded.rejected_session,
                    rejected_identity = excluded.rejected_identity,
                    rejected_from = excluded.rejected_from,
                    rejected_last = excluded.rejected_last,
                    rejected_count = excluded.rejected_count,
                    rejected_hint = excluded.rejected_hint
                """;
        statements.update(
                sql,
                rows,
                (s, row) -> {
                    Rejection.Target target = row.seen().target().orElseThrow();
                    s.setBytes(1, Columns.id(row.evidence().session().value()));
                    s.setBytes(2, row.seen().identity().toArray());
                    s.setBytes(3, row.seen().from().value().toArray());
                    s.setLong(4, Columns.time(row.seen().first()));
                    s.setLong(5, Columns.time(row.seen().last()));
                    s.setLong(6, row.seen().count());
                    s.setString(7, row.seen().hint().name());
                    s.setBytes(8, Columns.id(target.tunnel().value()));
                    s.setString(9, row.gateway().value());
                    s.setLong(10, target.version().value());
                });
    }

    private static Seen seen(ResultSet row) throws SQLException {
        TunnelId tunnel = new TunnelId(Columns.id(row, 1));
        return new Seen(
                tunnel,
                new GatewayName(row.getString(2)),
                new KeyEvidence(proof(row, tunnel), rejection(row, tunnel)));
    }

    private static Optional<Proof> proof(ResultSet row, TunnelId tunnel) throws SQLException {
        long version = row.getLong(3);
        return row.wasNull()
                ? Optional.empty()
                : Optional.of(
                        new Proof(
                                tunnel,
                                new PskVersion(version),
                                Columns.time(row, 4),
                                new PeerAddress(Columns.bytes(row, 5)),
                                row.getInt(6) == 1
                                        ? Proof.Assurance.ASSURED
                                        : Proof.Assurance.NOT_ASSURED));
    }

    private static Optional<Rejection> rejection(ResultSet row, TunnelId tunnel)
            throws SQLException {
        long version = row.getLong(7);
        return row.wasNull()
                ? Optional.empty()
                : Optional.of(
                        new Rejection(
                                Columns.bytes(row, 8),
                                Optional.of(new Rejection.Target(tunnel, new PskVersion(version))),
                                new PeerAddress(Columns.bytes(row, 9)),
                                Columns.time(row, 10),
                                Columns.time(row, 11),
                                row.getLong(12),
                                Hint.valueOf(row.getString(13))));
    }
}

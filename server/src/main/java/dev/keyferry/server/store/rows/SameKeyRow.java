package dev.keyferry.server.store.rows;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.TunnelId;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How many present keys of an account are the same, by their fingerprints. */
public final class SameKeyRow {
    // Each fingerprint is counted once, however many of the wanted tunnels have it. Its count comes
    // to those by a window: PostgreSQL takes a join of the two for one of few rows with few, and
    // compares every one with every other.
    private static final String SQL =
            """
            WITH held AS MATERIALIZED (
                SELECT r.tunnel, r.account, r.fingerprint
                FROM {ids} AS wanted
                CROSS JOIN tunnel AS t
                CROSS JOIN account AS a
                CROSS JOIN record AS r
                WHERE t.id = wanted.id AND a.number = t.account AND a.id = ?
                    AND r.edge = t.edge AND r.tunnel = t.id AND r.gone = 0
                    AND r.fingerprint IS NOT NULL
            ), known AS (
                SELECT tunnel, account, fingerprint, 0 AS tunnels FROM held
                UNION ALL
                SELECT NULL, k.account, k.fingerprint,
                       (SELECT count(*) FROM record AS r
                        WHERE r.account = k.account AND r.fingerprint = k.fingerprint
                            AND r.gone = 0)
                FROM (SELECT DISTINCT account, fingerprint FROM held) AS k
            )
            SELECT tunnel, tunnels - 1
            FROM (
                SELECT tunnel, max(tunnels) OVER (PARTITION BY account, fingerprint) AS tunnels
                FROM known
            ) AS counted
            WHERE tunnel IS NOT NULL
            """;

    private SameKeyRow() {}

    /** For each of the tunnels that is the account's and has a key, how many others have it. */
    public static Map<TunnelId, Integer> count(
            Statements statements, AccountId account, List<TunnelId> tunnels) throws SQLException {
        String ids =
                tunnels.stream()
                        .map(TunnelId::value)
                        .collect(Collectors.joining("\",\"", "[\"", "\"]"));
        Map<TunnelId, Integer> others = new HashMap<>();
        statements
                .query(
                        SQL,
                        ids,
                        (s, list) -> {
                            s.setString(1, list);
                            s.setBytes(2, Columns.id(account.value()));
                        },
                        row -> Map.entry(new TunnelId(Columns.id(row, 1)), row.getInt(2)))
                .forEach(row -> others.put(row.getKey(), row.getValue()));
        return others;
    }
}

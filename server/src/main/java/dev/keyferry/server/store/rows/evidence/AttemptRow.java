package dev.keyferry.server.store.rows.evidence;

import dev.keyferry.feed.evidence.Hint;
import dev.keyferry.feed.evidence.PeerAddress;
import dev.keyferry.feed.evidence.Rejection;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.server.domain.evidence.Attempts;
import dev.keyferry.server.store.rows.Columns;
import dev.keyferry.server.store.rows.Statements;
import dev.keyferry.server.usecase.port.Effect.EvidenceKept;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Attempts that match no tunnel: strangers', and so few and not for long. */
public final class AttemptRow {
    /** Rows of one gateway; past that those go that were quiet longest. */
    public static final int MAX_ROWS = 1_000;

    /** How long a row stays after its last attempt. */
    public static final Duration KEPT = Duration.ofDays(30);

    private static final byte[] NOWHERE = {};

    private AttemptRow() {}

    private record Row(GatewayName gateway, EvidenceKept kept, Rejection seen) {}

    public static void keep(Statements statements, List<EvidenceKept> kept, Instant now)
            throws SQLException {
        List<Row> rows =
                kept.stream()
                        .flatMap(k ->
                                k.evidence().rejections().stream()
                                        .filter(r -> r.target().isEmpty())
                                        .map(r -> new Row(k.gateway(), k, r)))
                        .toList();
        put(statements, rows);
        String old = "DELETE FROM attempt WHERE last_at < ?";
        String many =
                """
                DELETE FROM attempt
                WHERE gateway = ? AND (identity, address) NOT IN (
                    SELECT identity, address FROM attempt WHERE gateway = ?
                    ORDER BY last_at DESC, identity, address LIMIT ?)
                """;
        if (!rows.isEmpty()) {
            statements.update(
                    old, List.of(now.minus(KEPT)), (s, at) -> s.setLong(1, Columns.time(at)));
        }
        statements.update(
                many,
                rows.stream().map(Row::gateway).distinct().toList(),
                (s, gateway) -> {
                    s.setString(1, gateway.value());
                    s.setString(2, gateway.value());
                    s.setInt(3, MAX_ROWS);
                });
    }

    /** The newest first. */
    public static List<Attempts> read(Statements statements, Optional<PeerAddress> from)
            throws SQLException {
        String sql =
                """
                SELECT gateway, identity, address, first_at, last_at, earlier + count, hint
                FROM attempt
                WHERE ? = 0 OR address = ?
                ORDER BY last_at DESC, gateway, identity, address
                """;
        return statements.query(
                sql,
                from,
                (s, address) -> {
                    s.setInt(1, address.isPresent() ? 1 : 0);
                    s.setBytes(2, address.map(a -> a.value().toArray()).orElseGet(() -> NOWHERE));
                },
                AttemptRow::of);
    }

    // As in KeyStateRow, counts of an agent's former runs are added up.
    private static void put(Statements statements, List<Row> rows) throws SQLException {
        String sql =
                """
                INSERT INTO attempt (gateway, identity, address, session, first_at, last_at, count,
                    hint)
                SELECT g.name, ?, ?, ?, ?, ?, ?, ? FROM gateway AS g WHERE g.name = ?
                ON CONFLICT (gateway, identity, address) DO UPDATE SET
                    earlier = CASE WHEN attempt.session = excluded.session
                        THEN attempt.earlier ELSE attempt.earlier + attempt.count END,
                    session = excluded.session,
                    first_at = CASE WHEN attempt.first_at < excluded.first_at
                        THEN attempt.first_at ELSE excluded.first_at END,
                    last_at = excluded.last_at, count = excluded.count, hint = excluded.hint
                """;
        statements.update(
                sql,
                rows,
                (s, row) -> {
                    s.setBytes(1, row.seen().identity().toArray());
                    s.setBytes(2, row.seen().from().value().toArray());
                    s.setBytes(3, Columns.id(row.kept().evidence().session().value()));
                    s.setLong(4, Columns.time(row.seen().first()));
                    s.setLong(5, Columns.time(row.seen().last()));
                    s.setLong(6, row.seen().count());
                    s.setString(7, row.seen().hint().name());
                    s.setString(8, row.gateway().value());
                });
    }

    private static Attempts of(ResultSet row) throws SQLException {
        return new Attempts(
                new GatewayName(row.getString(1)),
                new Rejection(
                        Columns.bytes(row, 2),
                        Optional.empty(),
                        new PeerAddress(Columns.bytes(row, 3)),
                        Columns.time(row, 4),
                        Columns.time(row, 5),
                        row.getLong(6),
                        Hint.valueOf(row.getString(7))));
    }
}

package dev.keyferry.server.store.rows.repeat;

import static java.util.stream.Collectors.joining;

import dev.keyferry.feed.id.AccountNumber;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.domain.repeat.RememberedRequest;
import dev.keyferry.server.domain.repeat.RequestMark;
import dev.keyferry.server.store.rows.Columns;
import dev.keyferry.server.store.rows.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The table {@code idempotency}. A row's position is the number of tunnels of all rows of its
 * account before it, so that a range of positions is a bounded amount of memory.
 */
public final class RequestRow {
    private RequestRow() {}

    /** The request with this key, unless it is older than {@code since}. */
    public static Optional<RememberedRequest> find(
            Statements statements, Bytes key, Instant since) {
        String sql =
                """
                SELECT account, key, content, tunnels, version
                FROM idempotency
                WHERE key = ? AND at > ?
                """;
        return statements
                .look(
                        sql,
                        key,
                        (s, k) -> {
                            s.setBytes(1, k.toArray());
                            s.setLong(2, Columns.time(since));
                        },
                        RequestRow::of)
                .stream()
                .findFirst();
    }

    /** Remembers the requests, and forgets an account's oldest ones where that makes too many. */
    public static void insert(Statements statements, List<RememberedRequest> requests, Instant now)
            throws SQLException {
        // What has the same key is older than a day, or the request would not have been done.
        String replaced = "DELETE FROM idempotency WHERE key = ?";
        // Not of VALUES: PostgreSQL's driver makes one statement of many such rows, and each is to
        // see those before it.
        String insert =
                """
                INSERT INTO idempotency (account, position, key, content, tunnels, version, at)
                SELECT ?, coalesce((
                    SELECT position + length(tunnels) / 16 FROM idempotency
                    WHERE account = ?
                    ORDER BY position DESC LIMIT 1), 0), ?, ?, ?, ?, ?
                """;
        String bound =
                """
                DELETE FROM idempotency
                WHERE account = ? AND position < (
                    SELECT position + length(tunnels) / 16 FROM idempotency
                    WHERE account = ?
                    ORDER BY position DESC LIMIT 1) - ?
                """;
        long at = Columns.time(now);
        statements.update(replaced, requests, (s, r) -> s.setBytes(1, r.mark().key().toArray()));
        statements.update(
                insert,
                requests,
                (s, request) -> {
                    s.setLong(1, request.account().value());
                    s.setLong(2, request.account().value());
                    s.setBytes(3, request.mark().key().toArray());
                    s.setBytes(4, request.mark().content().toArray());
                    s.setBytes(5, ids(request.tunnels()));
                    if (request.version().isPresent()) {
                        s.setLong(6, request.version().get().value());
                    } else {
                        s.setNull(6, Types.BIGINT);
                    }
                    s.setLong(7, at);
                });
        statements.update(
                bound,
                requests.stream().map(RememberedRequest::account).distinct().toList(),
                (s, account) -> {
                    s.setLong(1, account.value());
                    s.setLong(2, account.value());
                    s.setInt(3, RememberedRequest.MAX_TUNNELS_PER_ACCOUNT);
                });
    }

    public static boolean hasAnyUpTo(Statements statements, Instant instant) {
        String sql = "SELECT at FROM idempotency WHERE at <= ? LIMIT 1";
        return !statements
                .look(
                        sql,
                        instant,
                        (s, at) -> s.setLong(1, Columns.time(at)),
                        row -> row.getLong(1))
                .isEmpty();
    }

    public static void forget(Statements statements, List<Instant> upTo) throws SQLException {
        String sql = "DELETE FROM idempotency WHERE at <= ?";
        statements.update(sql, upTo, (s, at) -> s.setLong(1, Columns.time(at)));
    }

    private static RememberedRequest of(ResultSet row) throws SQLException {
        AccountNumber account = new AccountNumber(row.getLong(1));
        RequestMark mark = new RequestMark(Columns.bytes(row, 2), Columns.bytes(row, 3));
        List<TunnelId> tunnels = ids(Columns.id(row, 4));
        long version = row.getLong(5);
        return new RememberedRequest(
                mark,
                account,
                tunnels,
                row.wasNull() ? Optional.empty() : Optional.of(new PskVersion(version)));
    }

    private static byte[] ids(List<TunnelId> tunnels) {
        return Columns.id(tunnels.stream().map(TunnelId::value).collect(joining()));
    }

    private static List<TunnelId> ids(String hex) {
        return IntStream.range(0, hex.length() / TunnelId.DIGITS)
                .mapToObj(i -> hex.substring(i * TunnelId.DIGITS, (i + 1) * TunnelId.DIGITS))
                .map(TunnelId::new)
                .toList();
    }
}

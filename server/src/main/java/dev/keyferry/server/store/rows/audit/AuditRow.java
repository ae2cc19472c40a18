package dev.keyferry.server.store.rows.audit;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.server.domain.RequestId;
import dev.keyferry.server.store.rows.Columns;
import dev.keyferry.server.store.rows.Digest;
import dev.keyferry.server.store.rows.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * One request in the audit. Each row's hash covers the row and the hash before it, so that none can
 * be changed or taken out without every later hash changing.
 *
 * @param actor as {@link dev.keyferry.server.domain.rights.Actor#text} has it; in rows of older
 *     servers {@code ADMINISTRATOR} and {@code SERVER}
 * @param account whose the request is; empty where it is about the deployment
 * @param items how many items are kept beside it; empty in rows of servers that kept none
 * @param itemsHash see {@link AuditItems#hash}
 */
public record AuditRow(
        long seq,
        Instant at,
        String actor,
        String source,
        RequestId request,
        String action,
        String outcome,
        Optional<AccountId> account,
        Optional<Integer> items,
        Bytes itemsHash,
        Bytes previousHash) {
    /** Stands before the first row. */
    public static final Bytes GENESIS = Bytes.copyOf(new byte[32]);

    // No row of the first form begins like this, because that begins with a number.
    private static final String SECOND_FORM = "audit 2";

    /**
     * SHA-256 over all fields. Rows without items have the form of the servers that wrote them, so
     * that no row of today passes as one of theirs once its items are taken away.
     */
    public Bytes hash() {
        Digest digest = new Digest();
        if (items.isPresent()) {
            digest.put(SECOND_FORM);
            digest.put(account.map(AccountId::value).orElse("")).put(items.get());
        }
        return digest.put(seq)
                .put(Columns.time(at))
                .put(actor)
                .put(source)
                .put(request.value())
                .put(action)
                .put(outcome)
                .put(itemsHash)
                .put(previousHash)
                .result();
    }

    static void insert(Statements statements, Collection<AuditRow> rows) throws SQLException {
        String sql =
                """
                INSERT INTO audit (seq, at, actor, source, request_id, action, outcome, account,
                    items, items_hash, previous_hash, hash)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """;
        statements.update(
                sql,
                rows,
                (s, row) -> {
                    s.setLong(1, row.seq());
                    s.setLong(2, Columns.time(row.at()));
                    s.setString(3, row.actor());
                    s.setString(4, row.source());
                    s.setBytes(5, Columns.id(row.request().value()));
                    s.setString(6, row.action());
                    s.setString(7, row.outcome());
                    if (row.account().isPresent()) {
                        s.setBytes(8, Columns.id(row.account().get().value()));
                    } else {
                        s.setNull(8, Types.VARBINARY);
                    }
                    s.setInt(9, row.items().orElseThrow());
                    s.setBytes(10, row.itemsHash().toArray());
                    s.setBytes(11, row.previousHash().toArray());
                    s.setBytes(12, row.hash().toArray());
                });
    }

    /**
     * A row as it is kept.
     *
     * @param row empty if it is in no form that servers write
     * @param hash the one that is kept with it
     */
    record Stored(long seq, Optional<AuditRow> row, Bytes hash) {}

    /** The rows behind a number, in order. */
    static List<Stored> after(Statements statements, long seq, int limit) throws SQLException {
        String sql =
                """
                SELECT seq, at, actor, source, request_id, action, outcome, account, items,
                       items_hash, previous_hash, hash
                FROM audit
                WHERE seq > ?
                ORDER BY seq
                LIMIT ?
                """;
        return statements.query(
                sql,
                seq,
                (s, after) -> {
                    s.setLong(1, after);
                    s.setInt(2, limit);
                },
                row -> new Stored(row.getLong(1), read(row), Columns.bytes(row, 12)));
    }

    private static Optional<AuditRow> read(ResultSet row) throws SQLException {
        try {
            byte[] account = row.getBytes(8);
            int items = row.getInt(9);
            Optional<Integer> count = row.wasNull() ? Optional.empty() : Optional.of(items);
            return Optional.of(
                    new AuditRow(
                            row.getLong(1),
                            Columns.time(row, 2),
                            row.getString(3),
                            row.getString(4),
                            new RequestId(Columns.id(row, 5)),
                            row.getString(6),
                            row.getString(7),
                            Optional.ofNullable(account)
                                    .map(id -> new AccountId(HexFormat.of().formatHex(id))),
                            count,
                            Columns.bytes(row, 10),
                            Columns.bytes(row, 11)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** True if the request was committed. */
    public static boolean isWritten(Statements statements, RequestId request) throws SQLException {
        String sql = "SELECT seq FROM audit WHERE request_id = ?";
        return !statements
                .query(
                        sql,
                        request,
                        (s, id) -> s.setBytes(1, Columns.id(id.value())),
                        row -> row.getLong(1))
                .isEmpty();
    }
}

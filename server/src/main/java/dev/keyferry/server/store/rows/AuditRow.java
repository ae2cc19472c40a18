package dev.keyferry.server.store.rows;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.server.domain.RequestId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * One request in the audit. Each row's hash covers the row and the hash before it, so that none can
 * be changed or taken out without every later hash changing.
 *
 * @param actor as {@link dev.keyferry.server.domain.rights.Actor#text} has it; in rows of older
 *     servers {@code ADMINISTRATOR} and {@code SERVER}
 * @param itemsHash see {@link ItemsHash}
 */
public record AuditRow(
        long seq,
        Instant at,
        String actor,
        String source,
        RequestId request,
        String action,
        String outcome,
        Bytes itemsHash,
        Bytes previousHash) {
    /** Stands before the first row. */
    public static final Bytes GENESIS = Bytes.copyOf(new byte[32]);

    /** SHA-256 over all fields. */
    public Bytes hash() {
        return new Digest()
                .put(seq)
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

    public static void insert(Statements statements, List<AuditRow> rows) throws SQLException {
        String sql =
                """
                INSERT INTO audit (seq, at, actor, source, request_id, action, outcome, items_hash,
                    previous_hash, hash)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
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
                    s.setBytes(8, row.itemsHash().toArray());
                    s.setBytes(9, row.previousHash().toArray());
                    s.setBytes(10, row.hash().toArray());
                });
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

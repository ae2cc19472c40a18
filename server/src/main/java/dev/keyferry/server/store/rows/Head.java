package dev.keyferry.server.store.rows;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.Revision;
import java.sql.SQLException;
import java.util.List;

/** The row that orders all changes. */
public record Head(
        Epoch epoch, Revision revision, long auditSeq, Bytes auditHash, Revision tombstoneFloor) {
    public static Head read(Statements statements) throws SQLException {
        String sql =
                """
                SELECT epoch, revision, audit_seq, audit_hash, tombstone_floor
                FROM head
                """;
        return statements
                .query(
                        sql,
                        "",
                        (statement, none) -> {},
                        row ->
                                new Head(
                                        new Epoch(Columns.id(row, 1)),
                                        new Revision(row.getLong(2)),
                                        row.getLong(3),
                                        Columns.bytes(row, 4),
                                        new Revision(row.getLong(5))))
                .getFirst();
    }

    /** The head after one more request. */
    public Head after(Revision newest, AuditRow row) {
        return new Head(epoch, newest, row.seq(), row.hash(), tombstoneFloor);
    }

    /** Writes all but the floor, which the purge moves. */
    public void write(Statements statements) throws SQLException {
        String sql =
                """
                UPDATE head
                SET revision = ?, audit_seq = ?, audit_hash = ?
                """;
        statements.update(
                sql,
                List.of(this),
                (statement, head) -> {
                    statement.setLong(1, head.revision().value());
                    statement.setLong(2, head.auditSeq());
                    statement.setBytes(3, head.auditHash().toArray());
                });
    }
}

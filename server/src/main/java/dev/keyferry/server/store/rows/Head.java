package dev.keyferry.server.store.rows;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.Revision;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The row that orders all changes.
 *
 * @param newer how far a gateway has read this epoch, where that is further than it goes
 * @param versionFloor no version up to here is given any more
 * @param fleet grows with every change of edges or gateways, and with every order to these
 */
public record Head(
        Epoch epoch,
        Revision revision,
        long auditSeq,
        Bytes auditHash,
        Revision tombstoneFloor,
        Optional<Revision> newer,
        long versionFloor,
        long fleet) {
    /** On which servers that share a database tell each other of their commits. */
    public static final String CHANNEL = "keyferry_head";

    private static final String SELECT =
            """
            SELECT epoch, revision, audit_seq, audit_hash, tombstone_floor, newer_revision,
                   version_floor, fleet
            FROM head
            """;

    public static Head read(Statements statements) throws SQLException {
        return read(statements, SELECT);
    }

    /**
     * Reads the row and keeps every other writer from it until the transaction ends. Whoever has it
     * knows that no other's transaction is still under way.
     */
    public static Head lock(Statements statements) throws SQLException {
        return read(statements, SELECT + "{for update}");
    }

    private static Head read(Statements statements, String sql) throws SQLException {
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
                                        new Revision(row.getLong(5)),
                                        newer(row),
                                        row.getLong(7),
                                        row.getLong(8)))
                .getFirst();
    }

    /** Tells other servers of the revision once this is committed, where there can be others. */
    public void announce(Statements statements) throws SQLException {
        if (statements.dialect() == Dialect.POSTGRESQL) {
            String sql = "SELECT pg_notify(?, ?)";
            statements.query(
                    sql,
                    this,
                    (s, head) -> {
                        s.setString(1, CHANNEL);
                        s.setString(2, told(head.revision()));
                    },
                    row -> "");
        }
    }

    /** How servers are told of a revision: a greater one is a greater text. */
    public static String told(Revision revision) {
        return String.format(Locale.ROOT, "%016x", revision.value());
    }

    /** The head after one more request. */
    public Head after(Revision newest, long newestSeq, Bytes newestHash) {
        return new Head(
                epoch, newest, newestSeq, newestHash, tombstoneFloor, newer, versionFloor, fleet);
    }

    /** The head after edges or gateways changed, or these were given orders. */
    public Head withOtherFleet() {
        return new Head(
                epoch,
                revision,
                auditSeq,
                auditHash,
                tombstoneFloor,
                newer,
                versionFloor,
                fleet + 1);
    }

    private static Optional<Revision> newer(ResultSet row) throws SQLException {
        long revision = row.getLong(6);
        return row.wasNull() ? Optional.empty() : Optional.of(new Revision(revision));
    }

    /** Keeps that a gateway has read this epoch up to there. */
    public static void keepNewer(Statements statements, List<Revision> revisions)
            throws SQLException {
        String sql =
                """
                UPDATE head SET newer_revision = ?
                WHERE newer_revision IS NULL OR newer_revision < ?
                """;
        statements.update(
                sql,
                revisions,
                (s, newer) -> {
                    s.setLong(1, newer.value());
                    s.setLong(2, newer.value());
                });
    }

    /** Writes all but the floor, which the purge moves. */
    public void write(Statements statements) throws SQLException {
        String sql =
                """
                UPDATE head
                SET revision = ?, audit_seq = ?, audit_hash = ?, fleet = ?
                """;
        statements.update(
                sql,
                List.of(this),
                (statement, head) -> {
                    statement.setLong(1, head.revision().value());
                    statement.setLong(2, head.auditSeq());
                    statement.setBytes(3, head.auditHash().toArray());
                    statement.setLong(4, head.fleet());
                });
    }
}

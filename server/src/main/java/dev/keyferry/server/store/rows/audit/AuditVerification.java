package dev.keyferry.server.store.rows.audit;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.server.domain.audit.AuditVerdict;
import dev.keyferry.server.domain.audit.Remembered;
import dev.keyferry.server.store.rows.Columns;
import dev.keyferry.server.store.rows.Head;
import dev.keyferry.server.store.rows.Statements;
import dev.keyferry.server.store.rows.audit.AuditRow.Stored;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Walks the chain of the audit from its beginning to its head and computes everything again: each
 * record's hash, the items behind it, and that each key which it says it set is kept so. Memory is
 * bounded by a page of records and one row of items. Confined to one thread, and to one moment of
 * the store.
 */
public final class AuditVerification {
    static final int PAGE = 500;

    private final Statements statements;
    private final ItemsCheck items;
    private final List<Remembered> remembered;
    private Bytes previous = AuditRow.GENESIS;
    private long records;
    private long withoutItems;

    private AuditVerification(Statements statements, List<Remembered> remembered) {
        this.statements = statements;
        this.remembered = remembered;
        this.items = new ItemsCheck(statements);
    }

    /**
     * Verifies the whole audit.
     *
     * @param witnesses records that must be in it; those of former epochs are passed over, since a
     *     restored backup may lack them, and those of others cannot be in it
     */
    public static AuditVerdict verify(Statements statements, List<Remembered> witnesses)
            throws SQLException {
        try {
            Head head = Head.read(statements);
            AuditVerdict verdict =
                    new AuditVerification(
                                    statements,
                                    witnesses.stream()
                                            .filter(one -> one.epoch().equals(head.epoch()))
                                            .toList())
                            .walk(head);
            checkEpochs(statements, head, witnesses);
            return verdict;
        } catch (NotAsWritten e) {
            return new AuditVerdict.Broken(e.seq(), e.finding());
        }
    }

    private static void checkEpochs(Statements statements, Head head, List<Remembered> witnesses)
            throws SQLException {
        Set<Epoch> had =
                new HashSet<>(
                        statements.query(
                                "SELECT epoch FROM former_epoch",
                                "",
                                (s, none) -> {},
                                row -> new Epoch(Columns.id(row, 1))));
        had.add(head.epoch());
        for (Remembered one : witnesses) {
            if (!had.contains(one.epoch())) {
                throw new NotAsWritten(
                        one.seq(),
                        "it is remembered of epoch "
                                + one.epoch()
                                + ", which this database never had: it was put back from before"
                                + " that, or the witness is of another deployment");
            }
        }
    }

    private AuditVerdict walk(Head head) throws SQLException {
        List<Stored> page = AuditRow.after(statements, records, PAGE);
        while (!page.isEmpty()) {
            for (Stored stored : page) {
                check(stored);
            }
            page = AuditRow.after(statements, records, PAGE);
        }
        check(head);
        long newest = remembered.stream().mapToLong(Remembered::seq).max().orElse(0);
        if (newest > records) {
            throw new NotAsWritten(
                    records + 1,
                    "it is not there, nor is what came after it, up to record "
                            + newest
                            + " at least, which is remembered elsewhere");
        }
        items.checkNothingElse(records);
        return new AuditVerdict.Whole(
                head.epoch(), records, withoutItems, previous, remembered.size());
    }

    private void check(Stored stored) throws SQLException {
        long expected = records + 1;
        if (stored.seq() != expected) {
            throw new NotAsWritten(
                    expected, "it is not there; the next one is record " + stored.seq());
        }
        AuditRow row =
                stored.row()
                        .orElseThrow(() ->
                                new NotAsWritten(
                                        expected,
                                        "it was changed; it is in no form that servers write"));
        if (!row.hash().equals(stored.hash())) {
            throw new NotAsWritten(
                    expected, "it was changed, or stands in another's place: its hash is wrong");
        }
        if (!row.previousHash().equals(previous)) {
            throw new NotAsWritten(
                    expected,
                    "it does not follow the record before it: one of the two was replaced");
        }
        if (row.items().isPresent()) {
            items.check(row);
        } else {
            withoutItems++;
        }
        checkRemembered(stored);
        previous = stored.hash();
        records = expected;
    }

    private void checkRemembered(Stored stored) {
        for (Remembered one : remembered) {
            if (one.seq() == stored.seq() && !one.hash().equals(stored.hash())) {
                throw new NotAsWritten(
                        stored.seq(), "it is not the record that is remembered elsewhere");
            }
        }
    }

    private void check(Head head) {
        if (head.auditSeq() > records) {
            throw new NotAsWritten(
                    records + 1,
                    "it is not there, nor is what came after it: the head is record "
                            + head.auditSeq());
        }
        if (head.auditSeq() < records) {
            throw new NotAsWritten(head.auditSeq() + 1, "it was put behind the head by no server");
        }
        if (!head.auditHash().equals(previous)) {
            throw new NotAsWritten(records, "the head names another record with its number");
        }
    }
}

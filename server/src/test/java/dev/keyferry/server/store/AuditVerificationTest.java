package dev.keyferry.server.store;

import static dev.keyferry.server.Deployed.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.domain.audit.AuditVerdict;
import dev.keyferry.server.domain.audit.AuditVerdict.Broken;
import dev.keyferry.server.domain.audit.AuditVerdict.Whole;
import dev.keyferry.server.domain.audit.Remembered;
import dev.keyferry.server.store.rows.Statements;
import dev.keyferry.server.store.rows.audit.AuditVerification;
import dev.keyferry.server.store.rows.audit.Rehashed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody who can write to the database can do to the audit, and that it shows. */
class AuditVerificationTest extends EachEngine {
    /** Of the account; of tunnels in two rows of items; of keys; of one more key; of a deletion. */
    private static final int RECORDS = 5;

    private static final int TUNNELS = 150;

    @BeforeEach
    void makeAnAudit() throws Exception {
        try (StoreFixture store = StoreFixture.open(database())) {
            AccountId account = store.account();
            List<TunnelId> tunnels = store.tunnels(account, "t", TUNNELS);
            store.set(account, tunnels.stream().map(t -> entry(t, "a key of " + t)).toList());
            store.set(account, List.of(entry(tunnels.getFirst(), "another key of it")));
            store.delete(account, tunnels.getLast());
        }
    }

    @Test
    void findsNothingWhereNothingWasDone() throws Exception {
        assertThat(AuditChains.verdict(database()))
                .isInstanceOfSatisfying(
                        Whole.class,
                        whole -> {
                            assertThat(whole.records()).isEqualTo(RECORDS);
                            assertThat(whole.withoutItems()).isZero();
                        });
    }

    @Test
    void readsBesideAServerThatWrites() throws Exception {
        try (StoreFixture store = StoreFixture.open(database())) {
            store.account();
            assertThat(AuditChains.verdict(database()))
                    .isInstanceOfSatisfying(
                            Whole.class,
                            whole -> assertThat(whole.records()).isEqualTo(RECORDS + 1));
            store.account();
        }
    }

    @Test
    void findsAChangeOfEveryColumn() throws Exception {
        for (String column :
                List.of("at", "actor", "source", "action", "outcome", "items", "request_id")) {
            assertBroken(changed("audit", column, "seq = 3"), 3);
        }
        for (String column : List.of("account", "items_hash", "previous_hash", "hash")) {
            assertBroken(changed("audit", column, "seq = 3"), 3);
        }
        assertBroken(changed("audit_items", "items", "seq = 2 AND position = 100"), 2);
        assertBroken(changed("audit_items", "position", "seq = 2 AND position = 100"), 2);
        assertBroken(changed("audit_items", "seq", "seq = 5"), 5);
        for (String column : List.of("version", "fingerprint", "set_at", "audit_seq")) {
            assertBroken(changed("psk_version", column, "audit_seq = 4"), 4);
        }
        assertBroken(changed("head", "audit_seq", "one = 1"), RECORDS + 1);
        assertBroken(changed("head", "audit_hash", "one = 1"), RECORDS);
    }

    @Test
    void findsARecordThatWasTakenOutOfTheMiddleOrTheBeginning() throws Exception {
        assertBroken(sql("DELETE FROM audit WHERE seq = 3"), 3);
        assertBroken(sql("DELETE FROM audit WHERE seq <= 2"), 1);
        assertBroken(
                sql(
                        "DELETE FROM audit WHERE seq = 3",
                        "UPDATE audit SET seq = 3 WHERE seq = 4",
                        "UPDATE audit SET seq = 4 WHERE seq = 5"),
                3);
    }

    @Test
    void findsTwoRecordsThatChangedPlaces() throws Exception {
        assertBroken(
                sql(
                        "UPDATE audit SET seq = 99 WHERE seq = 3",
                        "UPDATE audit SET seq = 3 WHERE seq = 4",
                        "UPDATE audit SET seq = 4 WHERE seq = 99"),
                3);
    }

    @Test
    void findsAnEndThatWasCutOff() throws Exception {
        assertBroken(sql("DELETE FROM audit WHERE seq = 5"), 5);
        assertBroken(sql("DELETE FROM audit WHERE seq >= 3"), 3);
    }

    @Test
    void findsARecordThatWasPutIn() throws Exception {
        assertBroken(
                sql(
                        """
                        INSERT INTO audit (seq, at, actor, source, request_id, action, outcome,
                            account, items, items_hash, previous_hash, hash)
                        SELECT 6, at, actor, source, substr(hash, 1, 16), action, outcome,
                            account, items, items_hash, hash, hash
                        FROM audit WHERE seq = 5
                        """),
                6);
    }

    @Test
    void findsARecordThatWasHashedAnewByItsFollower() throws Exception {
        assertBroken(
                statements -> {
                    changed("audit", "outcome", "seq = 3").on(statements);
                    Rehashed.row(statements, 3);
                },
                4);
    }

    // Else the record of today would pass as one of an older server, which kept no items.
    @Test
    void findsItemsThatWereTakenAwayAsIfNoneHadBeenKept() throws Exception {
        assertBroken(
                sql(
                        "DELETE FROM audit_items WHERE seq = 1",
                        "UPDATE audit SET items = NULL, account = NULL WHERE seq = 1"),
                1);
        assertBroken(sql("DELETE FROM audit_items WHERE seq = 2 AND position = 100"), 2);
        assertBroken(sql("DELETE FROM audit_items WHERE seq = 4"), 4);
    }

    @Test
    void findsKeysAndItemsThatNoRecordKnows() throws Exception {
        assertBroken(sql("DELETE FROM psk_version WHERE audit_seq = 4"), 4);
        assertBroken(
                sql(
                        """
                        INSERT INTO psk_version (tunnel, version, fingerprint, set_at, audit_seq)
                        SELECT tunnel, 77, fingerprint, set_at, audit_seq FROM psk_version
                        WHERE audit_seq = 4
                        """),
                RECORDS);
        for (String place : List.of("9, 0", "4, 50")) {
            assertBroken(
                    sql(
                            """
                            INSERT INTO audit_items (seq, position, items)
                            SELECT %s, items FROM audit_items WHERE seq = 1
                            """
                                    .formatted(place)),
                    RECORDS);
        }
    }

    // From inside this alone cannot be seen.
    @Test
    void findsAnEndThatWasCutOffTogetherWithItsHeadByWhatIsRememberedElsewhere() throws Exception {
        Remembered last = remembered(RECORDS);
        Tampering cut =
                sql(
                        """
                        UPDATE head SET audit_seq = 4,
                            audit_hash = (SELECT hash FROM audit WHERE seq = 4)
                        """,
                        "DELETE FROM audit WHERE seq = 5",
                        "DELETE FROM audit_items WHERE seq = 5");
        assertThat(verdict(cut))
                .isInstanceOfSatisfying(
                        Whole.class, whole -> assertThat(whole.records()).isEqualTo(4));
        assertThat(verdict(cut, List.of(remembered(2), last)))
                .isInstanceOfSatisfying(
                        Broken.class, broken -> assertThat(broken.seq()).isEqualTo(5));
    }

    @Test
    void findsARecordThatIsNotTheOneRememberedElsewhere() throws Exception {
        Remembered second = remembered(2);
        Remembered other = new Remembered(second.epoch(), 3, second.hash());
        assertThat(verdict(_ -> {}, List.of(second)))
                .isInstanceOfSatisfying(
                        Whole.class, whole -> assertThat(whole.witnesses()).isEqualTo(1));
        assertThat(verdict(_ -> {}, List.of(second, other)))
                .isInstanceOfSatisfying(
                        Broken.class, broken -> assertThat(broken.seq()).isEqualTo(3));
    }

    @Test
    void passesOverWhatIsRememberedOfAFormerEpochButNotOfOneThatNeverWas() throws Exception {
        Remembered second = remembered(2);
        String digits = "f".repeat(Epoch.DIGITS);
        Remembered former = new Remembered(new Epoch(digits), 3, second.hash());
        Tampering begun =
                sql(
                        """
                        INSERT INTO former_epoch (position, epoch)
                        SELECT 0, %s FROM head
                        """
                                .formatted(
                                        database().sharing().isPresent()
                                                ? "decode('" + digits + "', 'hex')"
                                                : "x'" + digits + "'"));
        assertThat(verdict(begun, List.of(second, former)))
                .isInstanceOfSatisfying(
                        Whole.class, whole -> assertThat(whole.witnesses()).isEqualTo(1));
        assertThat(verdict(_ -> {}, List.of(second, former)))
                .isInstanceOfSatisfying(
                        Broken.class,
                        broken -> assertThat(broken.finding()).contains(digits, "never had"));
    }

    private Remembered remembered(long seq) throws InterruptedException {
        try (StoreFixture store = StoreFixture.open(database())) {
            return new Remembered(
                    store.store().deployment().epoch(),
                    seq,
                    store.store().audit().hash(seq).orElseThrow());
        }
    }

    /** Changes are made in a transaction that is never committed, so that each is the only one. */
    private interface Tampering {
        void on(Statements statements) throws SQLException;
    }

    /** Gives the column another value of its type. */
    private static Tampering changed(String table, String column, String where) {
        return statements -> {
            Connection connection = statements.connection();
            try (Statement look = connection.createStatement();
                    ResultSet row =
                            look.executeQuery(
                                    "SELECT %s FROM %s WHERE %s".formatted(column, table, where))) {
                assertThat(row.next()).isTrue();
                try (PreparedStatement update =
                        connection.prepareStatement(
                                "UPDATE %s SET %s = ? WHERE %s".formatted(table, column, where))) {
                    update.setObject(1, other(row.getObject(1)));
                    assertThat(update.executeUpdate()).isPositive();
                }
            }
        };
    }

    private static Object other(Object value) {
        return switch (value) {
            case Number number -> number.longValue() + 1;
            case String text -> text + " or not";
            case byte[] bytes -> {
                byte[] others = bytes.clone();
                others[others.length - 1] ^= 1;
                yield others;
            }
            default -> throw new AssertionError(value.getClass());
        };
    }

    private static Tampering sql(String... sql) {
        return statements -> {
            for (String one : sql) {
                try (Statement statement = statements.connection().createStatement()) {
                    assertThat(statement.executeUpdate(one)).as(one).isPositive();
                }
            }
        };
    }

    private void assertBroken(Tampering tampering, long seq) throws SQLException {
        assertThat(verdict(tampering))
                .isInstanceOfSatisfying(
                        Broken.class,
                        broken -> {
                            assertThat(broken.seq()).as(broken.finding()).isEqualTo(seq);
                            assertThat(broken.finding()).isNotBlank();
                        });
    }

    private AuditVerdict verdict(Tampering tampering) throws SQLException {
        return verdict(tampering, List.of());
    }

    private AuditVerdict verdict(Tampering tampering, List<Remembered> witnesses)
            throws SQLException {
        try (Statements statements = Statements.open(database().writing())) {
            tampering.on(statements);
            AuditVerdict verdict = AuditVerification.verify(statements, witnesses);
            statements.connection().rollback();
            return verdict;
        }
    }
}

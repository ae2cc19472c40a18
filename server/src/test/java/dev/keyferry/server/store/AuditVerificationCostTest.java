package dev.keyferry.server.store;

import static dev.keyferry.server.Deployed.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.History;
import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.DataKeyId;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.EdgeKeyId;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.record.SealedDataKey;
import dev.keyferry.feed.record.TunnelRecord;
import dev.keyferry.feed.seal.Fingerprint;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.RequestId;
import dev.keyferry.server.domain.audit.AuditVerdict;
import dev.keyferry.server.domain.rights.Actor;
import dev.keyferry.server.domain.rights.Rights;
import dev.keyferry.server.store.founding.Succession.Decided;
import dev.keyferry.server.store.founding.Succession.Epochs;
import dev.keyferry.server.store.rows.Head;
import dev.keyferry.server.store.rows.Statements;
import dev.keyferry.server.store.rows.audit.AuditEntry;
import dev.keyferry.server.store.rows.audit.AuditItems;
import dev.keyferry.server.store.rows.audit.AuditVerification;
import dev.keyferry.server.store.rows.recall.AdoptedRow.Adopted;
import dev.keyferry.server.usecase.port.Change.Action;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How much of the database the whole audit takes to verify: twice as much for twice as much. */
class AuditVerificationCostTest extends EachEngine {
    private static final String KEY = "qV7mZ2xKd9RtB4nW8sYc3HfJ6pLg5Tz";

    /** What does not grow: the head, the counts at the end, pages that are not full. */
    private static final long FIXED = 20;

    private AccountId account = new AccountId("0".repeat(AccountId.DIGITS));

    @BeforeEach
    void makeAnAccount() throws Exception {
        try (StoreFixture store = StoreFixture.open(database())) {
            account = store.account();
        }
    }

    @Test
    void ofATunnelWithManyVersions() throws Exception {
        long some;
        try (StoreFixture store = StoreFixture.open(database())) {
            TunnelId tunnel = store.tunnels(account, "t", 1).getFirst();
            rotate(store, tunnel, 0, 60);
            some = rowsRead();
            rotate(store, tunnel, 60, 120);
        }
        assertThat(rowsRead()).isLessThanOrEqualTo(2 * some + FIXED);
    }

    @Test
    void ofManyKeysThatWereSealedAnewAndTakenOver() throws Exception {
        long some;
        try (StoreFixture store = StoreFixture.open(database())) {
            setAll(store, store.tunnels(account, "a", 400));
        }
        adoptAll('8');
        some = rowsRead();
        try (StoreFixture store = StoreFixture.open(database())) {
            setAll(store, store.tunnels(account, "b", 400));
        }
        adoptAll('9');
        // Those of the beginning were taken over a second time.
        assertThat(rowsRead()).isLessThanOrEqualTo(3 * some + FIXED);
    }

    private void rotate(StoreFixture store, TunnelId tunnel, int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            assertThat(store.set(account, List.of(entry(tunnel, KEY + i))).applied()).hasSize(1);
        }
    }

    private void setAll(StoreFixture store, List<TunnelId> tunnels) throws Exception {
        store.set(account, tunnels.stream().map(tunnel -> entry(tunnel, KEY + tunnel)).toList());
    }

    private long rowsRead() throws Exception {
        ReadRows rows = new ReadRows();
        try (Statements statements = Statements.open(rows.of(database().reading()))) {
            assertThat(AuditVerification.verify(statements, List.of()))
                    .isInstanceOf(AuditVerdict.Whole.class);
        }
        return rows.count();
    }

    /** Every key comes from gateways, sealed anew. */
    private void adoptAll(char digit) throws Exception {
        List<TunnelRecord> records;
        EdgeKeyId edgeKey;
        try (StoreFixture store = StoreFixture.open(database())) {
            var stretch = store.store().records().after(EdgeId.DEFAULT, Revision.NONE);
            records = stretch.records();
            edgeKey = stretch.dataKeys().getFirst().edgeKey();
        }
        try (StoppedStore store = StoppedStore.open(database())) {
            Head head = store.head();
            SealedDataKey dataKey =
                    new SealedDataKey(
                            new DataKeyId(String.valueOf(digit).repeat(DataKeyId.DIGITS)),
                            edgeKey,
                            Bytes.copyOf(new byte[] {1}));
            List<Adopted> adopted = new ArrayList<>();
            for (TunnelRecord record : records) {
                adopted.add(
                        adopted(
                                (KeyRecord) record,
                                new Revision(head.revision().value() + adopted.size() + 1),
                                dataKey));
            }
            List<Epoch> former = new ArrayList<>(store.epochs().history().former());
            former.add(head.epoch());
            History history =
                    new History(new Epoch(String.valueOf(digit).repeat(Epoch.DIGITS)), former);
            store.begin(
                    new Decided(
                            new Epochs(history, Optional.of(Bytes.copyOf(new byte[32]))),
                            List.of(),
                            head.revision(),
                            adopted,
                            audit(head, history, adopted)));
        }
    }

    private static Adopted adopted(KeyRecord record, Revision revision, SealedDataKey dataKey) {
        // As of a real one, the same whenever the key comes again.
        byte[] unseen = HexFormat.of().parseHex(record.binding().tunnel().value());
        return new Adopted(
                new KeyRecord(
                        revision, record.binding(), dataKey.id(), record.sealed(), record.mac()),
                Optional.of(new Adopted.Key(dataKey, new Fingerprint(Bytes.copyOf(unseen)))),
                Optional.of(record.dataKey()));
    }

    private static AuditEntry audit(Head head, History history, List<Adopted> adopted) {
        return new AuditEntry.End(head.auditSeq(), head.auditHash())
                .next(
                        Instant.EPOCH,
                        new Caller(
                                Actor.ADMINISTRATOR,
                                Rights.ALL,
                                "recover",
                                new RequestId(history.epoch().value())),
                        Action.BEGIN_EPOCH,
                        "begun",
                        Optional.empty(),
                        AuditItems.of(history, adopted));
    }
}

package dev.keyferry.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.History;
import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.DataKeyId;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.record.GoneRecord;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.record.SealedDataKey;
import dev.keyferry.feed.seal.Fingerprint;
import dev.keyferry.server.Deployed;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.RequestId;
import dev.keyferry.server.domain.rights.Actor;
import dev.keyferry.server.domain.rights.Rights;
import dev.keyferry.server.store.Faults.Fault;
import dev.keyferry.server.store.Faults.Lasting;
import dev.keyferry.server.store.founding.Succession.Decided;
import dev.keyferry.server.store.founding.Succession.Epochs;
import dev.keyferry.server.store.rows.Head;
import dev.keyferry.server.store.rows.audit.AuditEntry;
import dev.keyferry.server.store.rows.audit.AuditItems;
import dev.keyferry.server.store.rows.recall.AdoptedRow.Adopted;
import dev.keyferry.server.usecase.port.Change.Action;
import dev.keyferry.server.usecase.port.Records.Stretch;
import dev.keyferry.server.usecase.port.StoreUnavailable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is adopted comes to the store whole or not at all, wherever it fails. */
class AdoptionFaultTest extends EachEngine {
    private static final String KEY = "qV7mZ2xKd9RtB4nW8sYc3HfJ6pLg5TzA";
    private static final Epoch NEXT = new Epoch("9".repeat(Epoch.DIGITS));
    private static final int MOST_STEPS = 100;

    private Stretch before;

    @BeforeEach
    void makeAStore() throws Exception {
        try (StoreFixture store = StoreFixture.open(database())) {
            AccountId account = store.account();
            for (TunnelId tunnel : store.tunnels(account, "t-", 2)) {
                store.set(account, List.of(Deployed.entry(tunnel, KEY)));
            }
            before = all(store);
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void everyFaultLeavesTheOldOrTheNewAndNothingBetween(Fault fault) throws Exception {
        Faults faults = new Faults();
        for (int step = 1; step < MOST_STEPS; step++) {
            Optional<StoreUnavailable> failure = failure(faults, step, fault);
            boolean isCommitted =
                    failure.isEmpty() || (fault == Fault.AFTER && faults.failed().equals("commit"));
            if (!isCommitted) {
                assertIsOld();
                continue;
            }
            assertIsNew();
            assertThat(step).isGreaterThan(8);
            return;
        }
        throw new AssertionError("no adoption takes so many steps");
    }

    private Optional<StoreUnavailable> failure(Faults faults, int step, Fault fault) {
        try (StoppedStore store = StoppedStore.open(writingBy(faults))) {
            Decided decided = decided(store.head());
            faults.arm(step, fault, Lasting.ONCE);
            store.begin(decided);
            return Optional.empty();
        } catch (StoreUnavailable e) {
            return Optional.of(e);
        } finally {
            faults.disarm();
        }
    }

    /** The first tunnel's key is sealed by another data key, the second's is gone. */
    private Decided decided(Head head) {
        KeyRecord first = (KeyRecord) before.records().get(0);
        KeyRecord second = (KeyRecord) before.records().get(1);
        SealedDataKey other =
                new SealedDataKey(
                        new DataKeyId("d".repeat(32)),
                        before.dataKeys().getFirst().edgeKey(),
                        Bytes.copyOf(new byte[] {1}));
        Revision start = new Revision(100);
        return new Decided(
                new Epochs(
                        new History(NEXT, List.of(head.epoch())),
                        Optional.of(Bytes.copyOf(new byte[32]))),
                List.of(),
                start,
                List.of(
                        new Adopted(
                                new KeyRecord(
                                        new Revision(101),
                                        first.binding(),
                                        other.id(),
                                        first.sealed(),
                                        first.mac()),
                                Optional.of(
                                        new Adopted.Key(
                                                other,
                                                new Fingerprint(Bytes.copyOf(new byte[16])))),
                                Optional.of(first.dataKey())),
                        new Adopted(
                                new GoneRecord(new Revision(102), second.binding(), second.mac()),
                                Optional.empty(),
                                Optional.of(second.dataKey()))),
                audit(head, new History(NEXT, List.of(head.epoch()))));
    }

    private static AuditEntry audit(Head head, History history) {
        return new AuditEntry.End(head.auditSeq(), head.auditHash())
                .next(
                        Instant.EPOCH,
                        new Caller(
                                Actor.ADMINISTRATOR,
                                Rights.ALL,
                                "recover",
                                new RequestId("c".repeat(32))),
                        Action.BEGIN_EPOCH,
                        "begun",
                        Optional.empty(),
                        AuditItems.of(history, List.of()));
    }

    private void assertIsOld() throws Exception {
        try (StoreFixture store = StoreFixture.open(database())) {
            assertThat(all(store)).isEqualTo(before);
            assertThat(store.number("SELECT count(*) FROM audit WHERE action = 'BEGIN_EPOCH'"))
                    .isZero();
        }
    }

    private void assertIsNew() throws Exception {
        try (StoreFixture store = StoreFixture.open(database())) {
            Stretch after = all(store);
            assertThat(after.history().epoch()).isEqualTo(NEXT);
            assertThat(after.records())
                    .extracting(record -> record.revision().value())
                    .containsExactly(101L, 102L);
            assertThat(after.records().get(1)).isInstanceOf(GoneRecord.class);
            assertThat(after.dataKeys())
                    .extracting(key -> key.id().value())
                    .containsExactly("d".repeat(32));
            assertThat(store.number("SELECT count(*) FROM data_key")).isEqualTo(1);
            assertThat(store.number("SELECT count(*) FROM psk_version")).isEqualTo(2);
        }
    }

    private static Stretch all(StoreFixture store) throws InterruptedException {
        return store.store().records().after(EdgeId.DEFAULT, Revision.NONE);
    }
}

package dev.keyferry.server.store;

import static dev.keyferry.server.Deployed.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.feed.Page;
import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.feed.record.GoneRecord;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.record.SealedDataKey;
import dev.keyferry.feed.record.TunnelRecord;
import dev.keyferry.feed.seal.EdgePrivateKey;
import dev.keyferry.feed.seal.EdgePublicKey;
import dev.keyferry.server.Deployed;
import dev.keyferry.server.domain.tunnel.Tunnel;
import dev.keyferry.server.store.founding.Founding;
import dev.keyferry.server.store.founding.StoreMismatch;
import dev.keyferry.server.usecase.DeleteAccount;
import dev.keyferry.server.usecase.port.Records.Stretch;
import dev.keyferry.server.usecase.upkeep.PurgeTombstones;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class StoreTest extends EachEngine {
    private static final String KEY = "qV7mZ2xKd9RtB4nW8sYc3HfJ6pLg5TzA";
    private static final String OTHER = "Nw5cT8bXr3JyQ6vE9kMz2GhS7fPd4LuC";

    @Test
    void keepsWhatItWasGivenOverARestart() throws Exception {
        AccountId account;
        List<TunnelId> tunnels;
        List<Tunnel> before;
        try (StoreFixture store = StoreFixture.open(database())) {
            account = store.account();
            tunnels = store.tunnels(account, "t", 3);
            store.set(account, List.of(entry(tunnels.get(0), KEY)));
            before = store.store().tunnels().find(account, store.store().tunnels().ids(account));
        }
        try (StoreFixture store = StoreFixture.open(database())) {
            assertThat(store.store().deployment().head()).isEqualTo(new Revision(1));
            assertThat(store.store().writer().head()).isEqualTo(new Revision(1));
            assertThat(store.store().tunnels().find(account, store.store().tunnels().ids(account)))
                    .isEqualTo(before);
            assertThat(store.store().tunnels().find(account, tunnels.get(0)))
                    .contains(before.getFirst());
            assertThat(before.getFirst().key().orElseThrow().version()).isEqualTo(PskVersion.FIRST);
            assertThat(store.store().accounts().find(account)).isPresent();
            assertThat(store.store().accounts().all()).hasSize(1);
        }
    }

    @Test
    void givesAnEdgeItsNewestRecordsInOrder() throws Exception {
        try (StoreFixture store = StoreFixture.open(database())) {
            AccountId account = store.account();
            List<TunnelId> tunnels = store.tunnels(account, "t", 3);
            store.set(account, List.of(entry(tunnels.get(0), KEY), entry(tunnels.get(1), OTHER)));
            store.set(account, List.of(entry(tunnels.get(0), OTHER)));
            store.delete(account, tunnels.get(1));

            Stretch all = after(store, 0);

            assertThat(all.head()).isEqualTo(new Revision(4));
            assertThat(all.records())
                    .extracting(TunnelRecord::revision)
                    .containsExactly(new Revision(3), new Revision(4));
            assertThat(all.records().get(0)).isInstanceOf(KeyRecord.class);
            assertThat(all.records().get(1)).isInstanceOf(GoneRecord.class);
            assertThat(all.records().get(1).binding().version()).isEqualTo(new PskVersion(2));
            assertThat(all.dataKeys()).hasSize(1);
            all.records().forEach(store.opener()::check);
            assertThat(after(store, 3).records()).hasSize(1);
            assertThat(after(store, 4).records()).isEmpty();
        }
    }

    @Test
    void forgetsSealedValuesAndDataKeysThatNoRecordNames() throws Exception {
        try (StoreFixture store = StoreFixture.open(database())) {
            AccountId account = store.account();
            List<TunnelId> tunnels = store.tunnels(account, "t", 2);
            store.set(account, List.of(entry(tunnels.get(0), KEY), entry(tunnels.get(1), KEY)));
            List<String> first = sealedValues(store);

            store.set(account, List.of(entry(tunnels.get(0), OTHER)));
            assertThat(store.number("SELECT count(*) FROM data_key")).isEqualTo(2);
            store.set(account, List.of(entry(tunnels.get(1), OTHER)));
            assertThat(store.number("SELECT count(*) FROM data_key")).isEqualTo(2);
            assertThat(sealedValues(store)).doesNotContainAnyElementsOf(first);

            store.delete(account, tunnels.get(0));
            store.delete(account, tunnels.get(1));
            assertThat(store.number("SELECT count(*) FROM data_key")).isZero();
            assertThat(sealedValues(store)).isEmpty();
            assertThat(store.number("SELECT count(*) FROM identity")).isZero();
            assertThat(store.number("SELECT tunnels FROM account")).isZero();
        }
    }

    @Test
    void sharesOneDataKeyInARequest() throws Exception {
        try (StoreFixture store = StoreFixture.open(database())) {
            AccountId account = store.account();
            List<TunnelId> tunnels = store.tunnels(account, "t", 100);

            store.set(account, tunnels.stream().map(tunnel -> entry(tunnel, KEY)).toList());

            assertThat(store.look("SELECT records FROM data_key", row -> row.getLong(1)))
                    .containsExactly(100L);
        }
    }

    @Test
    void chainsTheAuditSoThatAChangedRowShows() throws Exception {
        try (StoreFixture store = StoreFixture.open(database())) {
            AccountId account = store.account();
            List<TunnelId> tunnels = store.tunnels(account, "t", 1);
            store.set(account, List.of(entry(tunnels.get(0), KEY)));
            store.delete(account, tunnels.get(0));
            assertThat(AuditChains.verify(store)).isEqualTo(4);
            assertThat(store.look("SELECT action FROM audit ORDER BY seq", r -> r.getString(1)))
                    .containsExactly(
                            "CREATE_ACCOUNT", "CREATE_TUNNELS", "SET_PSKS", "DELETE_TUNNEL");
            assertThat(store.number("SELECT audit_seq FROM psk_version")).isEqualTo(3);
        }
        change("UPDATE audit SET outcome = '2 applied, 0 unapplied' WHERE seq = 3");
        try (StoreFixture store = StoreFixture.open(database())) {
            assertThat(AuditChains.verify(store)).isEqualTo(2);
        }
    }

    @Test
    void tellsTheEndOfKeysForThirtyDays() throws Exception {
        Instant day = Instant.parse("2026-11-23T10:00:00Z");
        try (StoreFixture store = StoreFixture.open(database(), StoreFixture.at(day))) {
            AccountId account = store.account();
            List<TunnelId> tunnels = store.tunnels(account, "t", 2);
            store.set(account, List.of(entry(tunnels.get(0), KEY), entry(tunnels.get(1), KEY)));
            store.delete(account, tunnels.get(0));
        }
        Duration kept = PurgeTombstones.KEPT;
        purgeAt(day.plus(kept));
        try (StoreFixture store = StoreFixture.open(database())) {
            assertThat(after(store, 0).records()).hasSize(2);
            assertThat(after(store, 0).tombstoneFloor()).isEqualTo(Revision.NONE);
            assertThat(store.number("SELECT count(*) FROM audit WHERE actor = 'server'")).isZero();
        }
        purgeAt(day.plus(kept).plusNanos(1_000));
        try (StoreFixture store = StoreFixture.open(database())) {
            assertThat(after(store, 0).records()).hasSize(1);
            assertThat(after(store, 0).tombstoneFloor()).isEqualTo(new Revision(3));
            assertThat(store.number("SELECT count(*) FROM audit WHERE actor = 'server'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void erasesARemovedKeyAndGivesNoVersionAgainEvenOnceItsEndIsForgotten() throws Exception {
        Instant day = Instant.parse("2026-11-23T10:00:00Z");
        AccountId account;
        TunnelId tunnel;
        try (StoreFixture store = StoreFixture.open(database(), StoreFixture.at(day))) {
            account = store.account();
            tunnel = store.tunnels(account, "t", 1).getFirst();
            store.set(account, List.of(entry(tunnel, KEY)));
            assertThat(store.remove(account, tunnel).end()).contains(new PskVersion(2));

            assertThat(sealedValues(store)).isEmpty();
            assertThat(store.number("SELECT count(*) FROM data_key")).isZero();
            assertThat(store.number("SELECT count(*) FROM tunnel")).isEqualTo(1);
        }
        purgeAt(day.plus(PurgeTombstones.KEPT).plusNanos(1_000));
        try (StoreFixture store = StoreFixture.open(database())) {
            assertThat(after(store, 0).records()).isEmpty();
            assertThat(store.remove(account, tunnel).end()).isEmpty();

            store.set(account, List.of(entry(tunnel, OTHER)));
            assertThat(after(store, 0).records().getFirst().binding().version())
                    .isEqualTo(new PskVersion(3));
        }
    }

    @Test
    void givesAtMostAPageAtOnce() throws Exception {
        try (StoreFixture store = StoreFixture.open(database())) {
            AccountId account = store.account();
            List<TunnelId> tunnels = store.tunnels(account, "t", Page.MAX_RECORDS + 1);
            store.set(account, tunnels.stream().map(tunnel -> entry(tunnel, KEY)).toList());

            assertThat(after(store, 0).records()).hasSize(Page.MAX_RECORDS);
            assertThat(after(store, 1).records()).hasSize(Page.MAX_RECORDS);
            assertThat(after(store, 2).records()).hasSize(Page.MAX_RECORDS - 1);
        }
    }

    @Test
    void listsTunnelsByTheBytesOfTheirNames() throws Exception {
        try (StoreFixture store = StoreFixture.open(database())) {
            AccountId account = store.account();
            for (String name : List.of("b", "A", "a-b", "B", "aa", "a")) {
                store.tunnel(account, Deployed.parameters(name));
            }
            List<TunnelId> ids = store.store().tunnels().ids(account);
            assertThat(store.store().tunnels().find(account, ids))
                    .extracting(tunnel -> tunnel.parameters().name().value())
                    .containsExactly("A", "B", "a", "a-b", "aa", "b");
        }
    }

    @Test
    void aPageIsOneMomentOfTheStoreWhateverIsCommittedMeanwhile() throws Exception {
        try (StoreFixture store = StoreFixture.open(database());
                ExecutorService writer = Executors.newSingleThreadExecutor()) {
            AccountId account = store.account();
            List<TunnelId> tunnels = store.tunnels(account, "t", 8);
            Future<?> writing = writer.submit(() -> setAll(store, account, tunnels, 200));
            while (!writing.isDone()) {
                Stretch page = after(store, 0);
                assertThat(page.dataKeys().stream().map(SealedDataKey::id))
                        .containsAll(
                                page.records().stream()
                                        .map(record -> ((KeyRecord) record).dataKey())
                                        .toList());
                if (!page.records().isEmpty()) {
                    assertThat(page.records().getLast().revision()).isEqualTo(page.head());
                }
            }
            writing.get();
        }
    }

    private static int setAll(
            StoreFixture store, AccountId account, List<TunnelId> tunnels, int rounds)
            throws InterruptedException {
        for (int i = 0; i < rounds; i++) {
            String key = KEY + i;
            store.set(account, tunnels.stream().map(tunnel -> entry(tunnel, key)).toList());
        }
        return rounds;
    }

    @Test
    void refusesToServeAnotherDeploymentsStore() {
        StoreFixture.open(database()).close();
        EdgePublicKey own = StoreFixture.EDGE_KEY.publicKey();

        assertMismatch(new IkeDomain("ipsec.example"), own, "ike.domain");
        assertMismatch(IkeDomain.DEFAULT, EdgePrivateKey.generate().publicKey(), "backup");
    }

    private void assertMismatch(IkeDomain domain, EdgePublicKey edgeKey, String hint) {
        Founding founding = StoreFixture.founding(domain, edgeKey);
        assertThatThrownBy(
                        () -> Store.open(database(), founding, InstantSource.system(), new Deaf()))
                .isInstanceOfSatisfying(
                        StoreMismatch.class, e -> assertThat(e.hint()).contains(hint));
    }

    private void purgeAt(Instant now) throws InterruptedException {
        try (StoreFixture store = StoreFixture.open(database(), StoreFixture.at(now))) {
            new PurgeTombstones(store.store().writer(), new SecureRandom()).purge();
        }
    }

    @Test
    void tellsTheEndOfKeysOfAnEndedAccount() throws Exception {
        try (StoreFixture store = StoreFixture.open(database())) {
            AccountId account = store.account();
            TunnelId tunnel = store.tunnels(account, "t", 1).getFirst();
            store.set(account, List.of(entry(tunnel, KEY)));
            store.delete(account, tunnel);
            new DeleteAccount(store.store().writer()).delete(store.caller(), account);
            Stretch all = after(store, 0);
            assertThat(all.records()).hasSize(1).first().isInstanceOf(GoneRecord.class);
            all.records().forEach(store.opener()::check);
            assertThat(all.records().getFirst().binding().account()).isEqualTo(account);
            assertThat(store.store().accounts().find(account)).isEmpty();
            assertThat(AuditChains.verify(store)).isEqualTo(5);
        }
    }

    private static Stretch after(StoreFixture store, long revision) throws InterruptedException {
        return store.store().records().after(EdgeId.DEFAULT, new Revision(revision));
    }

    private static List<String> sealedValues(StoreFixture store) {
        return store.look(
                "SELECT sealed FROM record WHERE sealed IS NOT NULL",
                row -> HexFormat.of().formatHex(row.getBytes(1)));
    }

    private void change(String sql) throws Exception {
        try (var connection = database().writing().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

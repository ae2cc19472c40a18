package dev.keyferry.server.store;

import static dev.keyferry.server.Deployed.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.feed.record.GoneRecord;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.record.TunnelRecord;
import dev.keyferry.server.Deployed;
import dev.keyferry.server.domain.tunnel.Tunnel;
import dev.keyferry.server.domain.tunnel.edit.TunnelEdit;
import dev.keyferry.server.domain.tunnel.edit.TunnelEdits;
import dev.keyferry.server.usecase.port.Change;
import dev.keyferry.server.usecase.port.Change.Action;
import dev.keyferry.server.usecase.port.Change.Names;
import dev.keyferry.server.usecase.port.Decision;
import dev.keyferry.server.usecase.refusal.Refusal;
import dev.keyferry.server.usecase.tunnel.TunnelUpdate;
import dev.keyferry.server.usecase.tunnel.TunnelView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of changed tunnels in the database, alone and many in one group. */
class TunnelUpdateStoreTest extends EachEngine {
    private static final String KEY = "qV7mZ2xKd9RtB4nW8sYc3HfJ6pLg5TzA";
    private static final String OTHER = "Nw5cT8bXr3JyQ6vE9kMz2GhS7fPd4LuC";
    private static final EdgeId SECOND = new EdgeId("second");
    private static final String THERE = "203.0.113.2";
    private static final IkeIdentity ROUTER =
            IkeIdentity.ofText(IkeIdentity.Type.FQDN, "router.example");

    private StoreFixture store;
    private AccountId account;
    private List<TunnelId> tunnels;

    @BeforeEach
    void open() throws Exception {
        StoreFixture.open(database()).close();
        try (var connection = database().writing().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("INSERT INTO edge VALUES ('second', 1)");
            statement.execute("INSERT INTO edge_address VALUES ('%s', 'second')".formatted(THERE));
        }
        store = StoreFixture.open(database());
        account = store.account();
        tunnels = store.tunnels(account, "t", 3);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void keepsAChangedTunnelOverARestart() throws Exception {
        store.set(account, List.of(entry(tunnels.get(0), KEY)));
        TunnelView changed =
                store.update(account, update(0, TunnelEdits.name("x"), OTHER)).getFirst();
        store.close();
        store = StoreFixture.open(database());

        assertThat(store.store().tunnels().find(account, tunnels.get(0)))
                .contains(changed.tunnel());
        assertThat(changed.tunnel().key().orElseThrow().version()).isEqualTo(new PskVersion(2));
        assertThat(AuditChains.verify(store)).isEqualTo(4);
        assertThat(store.number("SELECT count(*) FROM audit WHERE action = 'UPDATE_TUNNELS'"))
                .isEqualTo(1);
    }

    @Test
    void writesNothingOfATunnelThatIsAsItIsWanted() throws Exception {
        List<String> before = store.rows("tunnel");

        store.update(account, update(0, TunnelEdits.name("t0")), update(1, TunnelEdits.nothing()));

        assertThat(store.rows("tunnel")).isEqualTo(before);
    }

    @Test
    void changesNothingWhereOneTunnelIsRefused() throws Exception {
        store.set(account, List.of(entry(tunnels.get(0), KEY)));
        List<String> before = store.rows("tunnel");
        TunnelUpdate good = update(0, TunnelEdits.explicit(ROUTER), OTHER);

        assertThatThrownBy(() -> store.update(account, good, update(1, TunnelEdits.name("t2"))))
                .isInstanceOf(Refusal.Invalid.class);

        assertThat(store.rows("tunnel")).isEqualTo(before);
        assertThat(store.store().writer().head()).isEqualTo(new Revision(1));
        store.update(account, update(2, TunnelEdits.explicit(ROUTER)));
    }

    @Test
    void movesATunnelToAnotherEdgeOnlyWithItsKey() throws Exception {
        store.set(account, List.of(entry(tunnels.get(0), KEY)));
        TunnelEdit moved = TunnelEdits.cloudflareEndpoint(THERE);
        assertThatThrownBy(() -> store.update(account, update(0, moved)))
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        refused -> assertThat(refused.pointer()).isEqualTo("/cloudflare_endpoint"));

        Tunnel tunnel = store.update(account, update(0, moved, KEY)).getFirst().tunnel();

        assertThat(tunnel.edge()).isEqualTo(SECOND);
        assertThat(store.store().tunnels().find(account, tunnel.id())).contains(tunnel);
        TunnelRecord here = records(EdgeId.DEFAULT).getFirst();
        TunnelRecord there = records(SECOND).getFirst();
        assertThat(here).isInstanceOf(GoneRecord.class);
        assertThat(there).isInstanceOf(KeyRecord.class);
        store.opener().check(here);
        store.opener().check(there);
        assertThat(List.of(here.revision(), there.revision()))
                .containsExactly(new Revision(2), new Revision(3));
        assertThat(there.binding().version()).isEqualTo(new PskVersion(2));
        assertThat(identities(SECOND)).isEqualTo(3);
        assertThat(identities(EdgeId.DEFAULT)).isEqualTo(6);
        assertThat(store.number("SELECT sum(records) FROM data_key")).isEqualTo(1);
    }

    @Test
    void letsAMovedTunnelComeBack() throws Exception {
        store.set(account, List.of(entry(tunnels.get(0), KEY)));
        store.update(account, update(0, TunnelEdits.cloudflareEndpoint(THERE), KEY));

        store.update(account, update(0, TunnelEdits.cloudflareEndpoint("203.0.113.1"), KEY));

        TunnelRecord here = records(EdgeId.DEFAULT).getFirst();
        assertThat(here).isInstanceOf(KeyRecord.class);
        assertThat(here.binding().version()).isEqualTo(new PskVersion(3));
        assertThat(records(SECOND).getFirst()).isInstanceOf(GoneRecord.class);
        assertThat(store.number("SELECT sum(records) FROM data_key")).isEqualTo(1);
    }

    @Test
    void movesATunnelWithoutAKeyAtOnce() throws Exception {
        store.update(account, update(0, TunnelEdits.cloudflareEndpoint(THERE)));

        assertThat(identities(SECOND)).isEqualTo(3);
        assertThat(store.store().writer().head()).isEqualTo(Revision.NONE);
        store.set(account, List.of(entry(tunnels.get(0), KEY)));
        assertThat(records(SECOND)).hasSize(1);
    }

    @Test
    void swapsNamesInOneUpdateAndGoesOnFromThereInTheSameGroup() throws Exception {
        inOneGroup(
                () ->
                        store.update(
                                account,
                                update(0, TunnelEdits.name("t1")),
                                update(1, TunnelEdits.name("t2")),
                                update(2, TunnelEdits.name("t0"))),
                () -> store.update(account, update(0, TunnelEdits.name("x"))));

        assertThat(names()).containsExactly("x", "t2", "t0");
    }

    @Test
    void seesTheKeysThatTheGroupSetBefore() throws Exception {
        List<FutureTask<?>> calls =
                inOneGroup(
                        () -> store.update(account, update(0, TunnelEdits.nothing(), KEY)),
                        () -> store.update(account, update(0, TunnelEdits.nothing(), OTHER)),
                        () -> store.update(account, update(0, TunnelEdits.nothing(), KEY)));

        assertThatThrownBy(calls.getLast()::get).hasCauseInstanceOf(Refusal.Conflict.class);
        assertThat(store.number("SELECT count(*) FROM psk_version")).isEqualTo(2);
    }

    /** Lets the calls wait one behind the other, and decides them in one group. */
    private List<FutureTask<?>> inOneGroup(Callable<?>... calls) throws Exception {
        CountDownLatch isHeld = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        FutureTask<?> holder =
                started(() -> store.store().writer().write(held(isHeld, release))).task();
        isHeld.await();
        List<FutureTask<?>> tasks = new ArrayList<>();
        for (Callable<?> call : calls) {
            Started started = started(call);
            Awaitility.await()
                    .until(() -> started.thread().getState() == Thread.State.TIMED_WAITING);
            tasks.add(started.task());
        }
        release.countDown();
        holder.get();
        for (FutureTask<?> task : tasks) {
            Awaitility.await().until(task::isDone);
        }
        return tasks;
    }

    private record Started(FutureTask<?> task, Thread thread) {}

    private static Started started(Callable<?> call) {
        FutureTask<?> task = new FutureTask<>(call);
        return new Started(task, Thread.ofVirtual().start(task));
    }

    private Change<String> held(CountDownLatch isHeld, CountDownLatch release) {
        return new Change<>(
                store.caller(),
                Action.GENERATE_PSK,
                1,
                Names.NOTHING,
                group -> {
                    isHeld.countDown();
                    try {
                        assertThat(release.await(30, TimeUnit.SECONDS)).isTrue();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return new Decision<>("held", List.of(), "none");
                });
    }

    private TunnelUpdate update(int tunnel, TunnelEdit edit) {
        return new TunnelUpdate("", tunnels.get(tunnel), edit, Optional.empty());
    }

    private TunnelUpdate update(int tunnel, TunnelEdit edit, String key) {
        return new TunnelUpdate("", tunnels.get(tunnel), edit, Optional.of(Deployed.key(key)));
    }

    private List<TunnelRecord> records(EdgeId edge) throws InterruptedException {
        return store.store().records().after(edge, Revision.NONE).records();
    }

    private long identities(EdgeId edge) {
        return store.number("SELECT count(*) FROM identity WHERE edge = '%s'".formatted(edge));
    }

    /** In the order of {@link #tunnels}, whose ids are in none where they were made at once. */
    private List<String> names() throws InterruptedException {
        List<String> names = new ArrayList<>();
        for (TunnelId id : tunnels) {
            Tunnel tunnel = store.store().tunnels().find(account, id).orElseThrow();
            names.add(tunnel.parameters().name().value());
        }
        return names;
    }
}

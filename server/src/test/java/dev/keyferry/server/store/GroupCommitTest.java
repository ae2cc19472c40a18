package dev.keyferry.server.store;

import static dev.keyferry.server.Deployed.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.server.Deployed;
import dev.keyferry.server.LoggedEvents;
import dev.keyferry.server.defect.Defect;
import dev.keyferry.server.domain.tunnel.FarIdentities;
import dev.keyferry.server.domain.tunnel.TunnelParameters;
import dev.keyferry.server.log.RequestScope;
import dev.keyferry.server.store.writer.GroupWriter;
import dev.keyferry.server.usecase.SetPsks;
import dev.keyferry.server.usecase.port.Change;
import dev.keyferry.server.usecase.port.Change.Action;
import dev.keyferry.server.usecase.port.Change.Names;
import dev.keyferry.server.usecase.port.Decision;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class GroupCommitTest extends EachEngine {
    private static final String KEY = "qV7mZ2xKd9RtB4nW8sYc3HfJ6pLg5Tz";

    @Test
    void givenIdentitiesCostABulkCallNoStatement() throws Exception {
        Faults faults = new Faults();
        try (StoreFixture store = StoreFixture.open(writingBy(faults))) {
            AccountId account = store.account();
            List<TunnelId> plain = store.tunnels(account, "plain", 20);
            List<TunnelId> adopted = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                adopted.add(store.tunnel(account, adopted("adopted" + i)));
            }

            assertThat(statements(faults, store, account, adopted))
                    .isEqualTo(statements(faults, store, account, plain));
        }
    }

    private static int statements(
            Faults faults, StoreFixture store, AccountId account, List<TunnelId> tunnels)
            throws InterruptedException {
        faults.count();
        store.set(account, tunnels.stream().map(tunnel -> entry(tunnel, KEY)).toList());
        return faults.steps();
    }

    private static TunnelParameters adopted(String name) {
        IkeIdentity keyId = IkeIdentity.ofText(IkeIdentity.Type.KEYID, name);
        return Deployed.parameters(
                name, "203.0.113.1", new FarIdentities(Optional.empty(), List.of(keyId)));
    }

    @Test
    void givesConcurrentChangesRevisionsWithoutGaps() throws Exception {
        try (StoreFixture store = StoreFixture.open(database());
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            AccountId account = store.account();
            List<TunnelId> tunnels = store.tunnels(account, "t", 64);
            int rounds = 20;

            List<Future<Integer>> done = new ArrayList<>();
            for (TunnelId tunnel : tunnels) {
                done.add(callers.submit(() -> setRepeatedly(store, account, tunnel, rounds)));
            }
            for (Future<Integer> each : done) {
                assertThat(each.get()).isEqualTo(rounds);
            }

            long keys = (long) rounds * tunnels.size();
            assertThat(store.store().writer().head()).isEqualTo(new Revision(keys));
            assertThat(store.number("SELECT count(*) FROM psk_version")).isEqualTo(keys);
            assertThat(store.look("SELECT seq FROM audit ORDER BY seq", row -> row.getLong(1)))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, keys + 2).boxed().toList());
            assertThat(store.number("SELECT count(*) FROM record")).isEqualTo(tunnels.size());
            assertThat(store.number("SELECT sum(records) FROM data_key")).isEqualTo(tunnels.size());
        }
    }

    @Test
    void onlyTheGuiltyChangeOfAGroupFails() throws Exception {
        try (StoreFixture store = StoreFixture.open(database())) {
            AccountId account = store.account();
            List<TunnelId> tunnels = store.tunnels(account, "t", 2);
            CountDownLatch isHeld = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);

            Call<String> held = new Call<>(() -> write(store, () -> hold(isHeld, release)));
            isHeld.await();
            Call<SetPsks.Answer> first =
                    new Call<>(() -> store.set(account, List.of(entry(tunnels.get(0), KEY))));
            Call<String> guilty = new Call<>(() -> write(store, GroupCommitTest::fail));
            Call<SetPsks.Answer> second =
                    new Call<>(() -> store.set(account, List.of(entry(tunnels.get(1), KEY))));
            // They wait behind the one that is held, so they will be one group.
            Awaitility.await()
                    .until(() -> first.isWaiting() && guilty.isWaiting() && second.isWaiting());
            release.countDown();

            assertThat(held.answer()).isEqualTo("held");
            assertThat(first.answer().applied()).hasSize(1);
            assertThat(second.answer().applied()).hasSize(1);
            assertThatThrownBy(guilty::answer)
                    .isInstanceOf(Defect.class)
                    .hasRootCauseInstanceOf(IllegalStateException.class);
            assertThat(store.revisions()).containsExactly(new Revision(1), new Revision(2));
            assertThat(store.number("SELECT count(*) FROM audit WHERE action = 'GENERATE_PSK'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void logsTheTypeOfADefectWithItsRequestAndNoneOfItsTexts() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger(GroupWriter.class);
        LoggedEvents logged = new LoggedEvents();
        logger.addAppender(logged);
        logger.setAdditive(false);
        try (StoreFixture store = StoreFixture.open(database())) {
            assertThatThrownBy(() -> write(store, GroupCommitTest::fail))
                    .isInstanceOf(Defect.class);
        } finally {
            logger.setAdditive(true);
            logger.detachAppender(logged);
        }
        assertThat(logged.list)
                .singleElement()
                .extracting(event -> ThrowableProxyUtil.asString(event.getThrowableProxy()))
                .asString()
                .contains("IllegalStateException", "GroupCommitTest")
                .doesNotContain(KEY);
        assertThat(logged.list.getFirst().getMDCPropertyMap().get(RequestScope.FIELD))
                .matches("[0-9a-f]{32}");
    }

    @Test
    void aBrokenDecisionOfADryRunIsADefectToo() throws Exception {
        try (StoreFixture store = StoreFixture.open(database())) {
            assertThatThrownBy(() ->
                            store.store().writer().preview(change(store, GroupCommitTest::fail)))
                    .isInstanceOf(Defect.class);
        }
    }

    @Test
    void aRefusalInAGroupLeavesTheOthersAlone() throws Exception {
        try (StoreFixture store = StoreFixture.open(database())) {
            AccountId account = store.account();
            CountDownLatch isHeld = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            Call<String> held = new Call<>(() -> write(store, () -> hold(isHeld, release)));
            isHeld.await();

            Call<List<TunnelId>> first = new Call<>(() -> store.tunnels(account, "same", 1));
            Awaitility.await().until(first::isWaiting);
            Call<List<TunnelId>> second = new Call<>(() -> store.tunnels(account, "same", 1));
            Awaitility.await().until(second::isWaiting);
            release.countDown();

            assertThat(held.answer()).isEqualTo("held");
            assertThat(first.answer()).hasSize(1);
            assertThatThrownBy(second::answer)
                    .isInstanceOfSatisfying(
                            Refusal.Invalid.class,
                            refusal -> assertThat(refusal.pointer()).isEqualTo("/name"));
            assertThat(store.number("SELECT tunnels FROM account")).isEqualTo(1);
        }
    }

    @Test
    void refusesWhatTheQueueDoesNotHold() throws Exception {
        try (StoreFixture store = StoreFixture.open(database())) {
            CountDownLatch isHeld = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            Call<String> held = new Call<>(() -> write(store, () -> hold(isHeld, release)));
            isHeld.await();
            List<Call<String>> waiting = new ArrayList<>();
            for (int i = 0; i < 1_024; i++) {
                waiting.add(new Call<>(() -> write(store, () -> "in time")));
            }
            Awaitility.await().until(() -> waiting.stream().allMatch(Call::isWaiting));

            assertThatThrownBy(() -> write(store, () -> "too late"))
                    .isInstanceOfSatisfying(
                            Refusal.Busy.class, busy -> assertThat(busy.retryAfter()).isPositive());

            release.countDown();
            assertThat(held.answer()).isEqualTo("held");
            for (Call<String> call : waiting) {
                assertThat(call.answer()).isEqualTo("in time");
            }
            assertThat(store.number("SELECT count(*) FROM audit")).isEqualTo(1_025);
        }
    }

    private static int setRepeatedly(
            StoreFixture store, AccountId account, TunnelId tunnel, int rounds)
            throws InterruptedException {
        int applied = 0;
        for (int i = 0; i < rounds; i++) {
            applied += store.set(account, List.of(entry(tunnel, KEY + i))).applied().size();
        }
        return applied;
    }

    private static String write(StoreFixture store, Supplier<String> decide)
            throws InterruptedException {
        return store.store().writer().write(change(store, decide));
    }

    private static Change<String> change(StoreFixture store, Supplier<String> decide) {
        return new Change<>(
                store.caller(),
                Action.GENERATE_PSK,
                1,
                Names.NOTHING,
                group -> new Decision<>(decide.get(), List.of(), "none"));
    }

    /** Keeps the writer in the middle of a change. */
    private static String hold(CountDownLatch isHeld, CountDownLatch release) {
        isHeld.countDown();
        try {
            assertThat(release.await(30, TimeUnit.SECONDS)).isTrue();
            return "held";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String fail() {
        throw new IllegalStateException("this change is broken: " + KEY);
    }

    /** A call on a thread of its own. */
    private static final class Call<T> {
        private final FutureTask<T> task;
        private final Thread thread;

        Call(Callable<T> call) {
            task = new FutureTask<>(call);
            thread = Thread.ofVirtual().start(task);
        }

        boolean isWaiting() {
            return thread.getState() == Thread.State.TIMED_WAITING;
        }

        T answer() throws Exception {
            try {
                return task.get(30, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        }
    }
}

package dev.keyferry.lab.vici;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.keyferry.vici.ViciMessage;
import dev.keyferry.vici.ViciReplyOverdue;
import dev.keyferry.vici.ViciSession;
import dev.keyferry.vici.ViciSessionLost;
import dev.keyferry.vici.ViciUnreachable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A charon that is stopped (SIGSTOP) and goes on later: what it was sent meanwhile runs, so a
 * deadline settles nothing but what the caller is told.
 */
@Timeout(60)
class ViciStopTest extends ViciCase {
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final int ROUNDS = 20;
    private static final int REQUESTS = 20;

    @Test
    void requestsPastTheirDeadlineNeverOvertakeNewerOnes() {
        for (int round = 0; round < ROUNDS; round++) {
            gateway.charon().pause();
            List<CompletableFuture<ViciMessage>> old = load("old", round, SHORT);
            old.forEach(ViciStopTest::assertOverdue);
            assertThat(session.unanswered()).isEqualTo(REQUESTS);
            List<CompletableFuture<ViciMessage>> newer = load("new", round, DEADLINE);
            gateway.charon().resume();
            newer.forEach(each -> assertThat(each.join().text("success")).contains("yes"));

            // The newest stands first: all newer ones ran after all old ones, each in its order.
            List<String> order = new ArrayList<>(ids("old", round));
            order.addAll(ids("new", round));
            Collections.reverse(order);
            assertThat(secrets.ids(DEADLINE)).startsWith(order.toArray(String[]::new));
            assertThat(session.unanswered()).isZero();
        }
    }

    @Test
    void lateRepliesAnswerNoOtherRequest() {
        for (int round = 0; round < ROUNDS; round++) {
            gateway.charon().pause();
            CompletableFuture<ViciMessage> version =
                    session.send("version", ViciMessage.EMPTY, SHORT);
            CompletableFuture<ViciMessage> load = secrets.load("kf/late", SHORT);
            assertThatThrownBy(() ->
                            session.stream(
                                    "list-conns",
                                    "list-conn",
                                    ViciMessage.EMPTY,
                                    SHORT,
                                    each -> {}))
                    .isInstanceOf(ViciReplyOverdue.class);
            assertOverdue(version);
            assertOverdue(load);
            CompletableFuture<ViciMessage> list =
                    session.send("get-shared", ViciMessage.EMPTY, DEADLINE);
            CompletableFuture<ViciMessage> stats =
                    session.send("stats", ViciMessage.EMPTY, DEADLINE);
            gateway.charon().resume();

            assertThat(list.join().keys()).containsExactly("keys");
            assertThat(list.join().list("keys")).containsExactly("kf/late");
            assertThat(stats.join().section("uptime")).isPresent();
        }
    }

    // Whether it does is a race within charon, between the request's job and the end of the
    // connection: nearly always the request wins.
    @Test
    void requestsOfAClosedSessionMayStillRun() {
        for (int round = 0; round < ROUNDS; round++) {
            try (ViciSession closed = ViciSession.connect(gateway.socket(), DEADLINE)) {
                new Secrets(closed).ids(DEADLINE);
                gateway.charon().pause();
                assertOverdue(new Secrets(closed).load("kf/zombie-" + round, SHORT));
            }
            gateway.charon().resume();
        }
        await().until(() -> secrets.ids(DEADLINE).stream().anyMatch(id -> id.contains("zombie")));
    }

    @Test
    void requestsThatWereNeverWrittenNeverRun() {
        // So much is on the wire that the kernel takes no more, and the writer is stuck.
        byte[] large = new byte[4_000];
        int sent = 2 * ViciSession.WINDOW;
        gateway.charon().pause();
        List<CompletableFuture<ViciMessage>> all =
                IntStream.range(0, sent)
                        .mapToObj(i ->
                                session.send(
                                        "load-shared", Secrets.secret("kf/" + i, large), SHORT))
                        .toList();
        all.forEach(ViciStopTest::assertOverdue);
        assertThat(session.isOpen()).isTrue();
        int unanswered = session.unanswered();
        assertThat(unanswered).isBetween(1, ViciSession.WINDOW);
        gateway.charon().resume();

        List<String> ran =
                new ArrayList<>(IntStream.range(0, unanswered).mapToObj(i -> "kf/" + i).toList());
        Collections.reverse(ran);
        assertThat(secrets.ids(DEADLINE)).isEqualTo(ran);
    }

    @Test
    void silenceEndsTheSessionAndANewOneWorksOnceCharonGoesOn() throws Exception {
        try (ViciSession impatient =
                ViciSession.connect(gateway.socket(), DEADLINE, Duration.ofMillis(300))) {
            gateway.charon().pause();
            CompletableFuture<ViciMessage> owed =
                    impatient.send("version", ViciMessage.EMPTY, DEADLINE);
            impatient.closed().toCompletableFuture().get(5, TimeUnit.SECONDS);
            assertThat(owed.exceptionNow()).isInstanceOf(ViciSessionLost.class);
        }
        ViciSession next = ViciSession.connect(gateway.socket(), DEADLINE);
        CompletableFuture<ViciMessage> version = next.send("version", ViciMessage.EMPTY, DEADLINE);
        gateway.charon().resume();
        assertThat(version.join().text("daemon")).isPresent();
        next.close();
    }

    @Test
    void connectingToAStoppedCharonEndsAtItsDeadlineAndWorksLater() {
        gateway.charon().pause();
        List<ViciSession> queued = new ArrayList<>();
        assertThatThrownBy(
                        () -> {
                            for (int i = 0; i < 50; i++) {
                                queued.add(ViciSession.connect(gateway.socket(), SHORT));
                            }
                        })
                .isInstanceOf(ViciUnreachable.class)
                .hasMessageContaining("not connected within");
        CompletableFuture<ViciSession> waiting =
                CompletableFuture.supplyAsync(
                        () -> ViciSession.connect(gateway.socket(), DEADLINE));
        gateway.charon().resume();
        try (ViciSession connected = waiting.join()) {
            assertThat(connected.call("version", ViciMessage.EMPTY, DEADLINE).keys()).isNotEmpty();
        }
        queued.forEach(ViciSession::close);
    }

    private List<CompletableFuture<ViciMessage>> load(String age, int round, Duration deadline) {
        return ids(age, round).stream().map(id -> secrets.load(id, deadline)).toList();
    }

    private static List<String> ids(String age, int round) {
        return IntStream.range(0, REQUESTS)
                .mapToObj(i -> "kf/%s/%d/%d".formatted(age, round, i))
                .toList();
    }

    private static void assertOverdue(CompletableFuture<ViciMessage> reply) {
        assertThatThrownBy(() -> reply.get(5, TimeUnit.SECONDS))
                .hasCauseInstanceOf(ViciReplyOverdue.class);
    }
}

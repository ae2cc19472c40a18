package dev.keyferry.server.delivery.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.GatewayCondition;
import dev.keyferry.feed.GatewayCondition.Assurance;
import dev.keyferry.feed.GatewayCondition.Kind;
import dev.keyferry.feed.LocalNames;
import dev.keyferry.feed.Report;
import dev.keyferry.feed.RevisionRange;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.SessionId;
import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.server.delivery.fleet.Colleagues;
import dev.keyferry.server.delivery.fleet.Roster;
import dev.keyferry.server.domain.KeyStatus.Stage;
import dev.keyferry.server.domain.gateway.Enrolment;
import dev.keyferry.server.domain.gateway.Gateway;
import dev.keyferry.server.usecase.port.GatewayView;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class GatewayConfirmationsTest {
    private static final Epoch EPOCH = new Epoch("e".repeat(32));
    private static final Instant START = Instant.parse("2026-11-23T09:00:00Z");
    private static final SessionId SESSION = new SessionId("a".repeat(32));
    private static final SessionId RESTARTED = new SessionId("b".repeat(32));
    private static final GatewayName ONE = new GatewayName("gw-1");
    private static final GatewayName TWO = new GatewayName("gw-2");
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final GatewayCondition SERVING =
            new GatewayCondition(Kind.SERVING, "", Assurance.ASSURED);

    private volatile Instant now = START;
    private final Roster roster = roster();
    private final GatewayConfirmations confirmations =
            new GatewayConfirmations(
                    EPOCH, roster, new LoadTimes(() -> now), Colleagues.NONE, () -> now);

    @Test
    void releasesACallWhenEveryReachableGatewayCoversIt() {
        confirmations.report(ONE, report(SESSION, 0, 0));
        confirmations.report(TWO, report(SESSION, 0, 0));
        CompletableFuture<Void> call = waiting(3, 4);

        confirmations.report(ONE, report(SESSION, 4, 4));
        confirmations.report(TWO, report(SESSION, 4, 3));
        assertThat(call).isNotDone();
        confirmations.report(TWO, report(SESSION, 4, 4));

        call.join();
    }

    @Test
    void releasesACallInWhicheverOrderItsGatewaysReport() {
        for (List<GatewayName> order : List.of(List.of(ONE, TWO), List.of(TWO, ONE))) {
            confirmations.report(ONE, report(SESSION, 0, 0));
            confirmations.report(TWO, report(SESSION, 0, 0));
            CompletableFuture<Void> call = waiting(1);

            confirmations.report(order.getFirst(), report(SESSION, 1, 1));
            assertThat(call).isNotDone();
            // A gateway that had settled it may start anew before the other one has.
            confirmations.report(order.getFirst(), report(SESSION, 0, 0));
            confirmations.report(order.getLast(), report(SESSION, 1, 1));
            assertThat(call).isNotDone();
            confirmations.report(order.getFirst(), report(SESSION, 1, 1));

            call.join();
        }
    }

    @Test
    void waitsNoMoreForAGatewayThatIsDrainedOrRevoked() {
        confirmations.report(ONE, report(SESSION, 0, 0));
        confirmations.report(TWO, report(SESSION, 0, 0));
        CompletableFuture<Void> call = waiting(1);

        roster.put(gateway(ONE).in(Gateway.State.DRAINED));
        assertThat(call).isNotDone();
        roster.put(gateway(TWO).revoked(START));

        call.join();
        assertThat(confirmations.gateways(EdgeId.DEFAULT)).isEmpty();
        assertThat(confirmations.gateway(ONE)).isPresent();
        assertThat(confirmations.gateway(TWO)).isEmpty();
        roster.put(gateway(ONE));
        assertThat(confirmations.gateways(EdgeId.DEFAULT)).hasSize(1);
    }

    @Test
    void releasesACallBySettledRangesAheadOfTheRest() {
        confirmations.report(ONE, report(SESSION, 0, 0));
        CompletableFuture<Void> urgent = waiting(1_000);
        CompletableFuture<Void> bulk = waiting(1, 2, 3);

        confirmations.report(
                ONE,
                new Report(
                        SESSION,
                        EPOCH,
                        revision(1_000),
                        revision(2),
                        List.of(new RevisionRange(revision(999), revision(1_000))),
                        SERVING,
                        List.of(),
                        LocalNames.NONE));

        urgent.join();
        assertThat(bulk).isNotDone();
        assertThat(view(ONE).stage(revision(1_000))).isEqualTo(Stage.LOADED);
        assertThat(view(ONE).stage(revision(3))).isEqualTo(Stage.DELIVERED);
        confirmations.report(ONE, report(SESSION, 1_000, 1_000));
        bulk.join();
    }

    @Test
    void doesNotWaitForAGatewayThatWasNeverHeardOf() throws InterruptedException {
        confirmations.await(wanted(1), LONG);

        assertThat(view(ONE).isReachable()).isFalse();
        assertThat(view(ONE).lastSeen()).isEmpty();
        assertThat(view(ONE).stage(revision(1))).isEqualTo(Stage.STORED);
    }

    @Test
    void stopsWaitingForAGatewayThatFallsSilent() {
        confirmations.report(ONE, report(SESSION, 0, 0));
        CompletableFuture<Void> call = waiting(1);

        now = START.plus(GatewayProgress.REACHABLE_FOR);
        confirmations.pollEnds(TWO, SESSION);
        assertThat(view(ONE).isReachable()).isTrue();
        assertThat(call).isNotDone();

        now = now.plusMillis(1);
        confirmations.pollEnds(TWO, SESSION);
        call.join();
        assertThat(view(ONE).isReachable()).isFalse();
        assertThat(view(ONE).lastSeen()).contains(START);
    }

    @Test
    void silentGatewayIsNotReachableForLongerBecauseTheClockWasSetBack() {
        confirmations.report(ONE, report(SESSION, 0, 0));

        now = START.minus(GatewayProgress.REACHABLE_FOR);
        assertThat(view(ONE).isReachable()).isTrue();
        now = now.minusMillis(1);
        assertThat(view(ONE).isReachable()).isFalse();

        confirmations.report(ONE, report(SESSION, 0, 0));
        assertThat(view(ONE).isReachable()).isTrue();
    }

    @Test
    void gatewayThatHoldsAPollStaysReachableWhileTheClockIsStepped() {
        confirmations.pollBegins(ONE, SESSION);

        now = START.plusSeconds(3_600);
        assertThat(view(ONE).isReachable()).isTrue();
        now = START.minusSeconds(3_600);
        assertThat(view(ONE).isReachable()).isTrue();
    }

    @Test
    void waitsForAGatewayThatHoldsAPollHoweverLong() {
        confirmations.pollBegins(ONE, SESSION);
        CompletableFuture<Void> call = waiting(1);

        now = START.plusSeconds(3_600);
        assertThat(view(ONE).isReachable()).isTrue();
        assertThat(call).isNotDone();

        confirmations.pollEnds(ONE, SESSION);
        confirmations.report(ONE, report(SESSION, 1, 1));
        call.join();
    }

    @Test
    void aStandingRefusalReleasesAndAPassingOneDoesNot() {
        confirmations.report(ONE, report(SESSION, 0, 0, Kind.CHARON_DOWN));
        CompletableFuture<Void> call = waiting(1);
        confirmations.report(ONE, report(SESSION, 1, 0, Kind.LOADING));
        assertThat(call).isNotDone();

        confirmations.report(ONE, report(SESSION, 1, 0, Kind.UNSAFE_CONNECTION));

        call.join();
        assertThat(view(ONE).stage(revision(1))).isEqualTo(Stage.DELIVERED);
    }

    @Test
    void aRestartedGatewayStartsFromNothingAndItsFormerRunIsIgnored() {
        confirmations.report(ONE, report(SESSION, 9, 9));
        confirmations.pollBegins(ONE, RESTARTED);
        assertThat(view(ONE).stage(revision(9))).isEqualTo(Stage.STORED);

        confirmations.report(ONE, report(SESSION, 9, 9));
        confirmations.pollEnds(ONE, SESSION);
        assertThat(view(ONE).stage(revision(9))).isEqualTo(Stage.STORED);
        assertThat(view(ONE).isReachable()).isTrue();

        confirmations.report(ONE, report(RESTARTED, 9, 5));
        assertThat(view(ONE).stage(revision(5))).isEqualTo(Stage.LOADED);
        assertThat(view(ONE).stage(revision(9))).isEqualTo(Stage.DELIVERED);
    }

    @Test
    void knowsTheNamesThatGatewaysLastTold() {
        assertThat(reserves("gw.example")).isFalse();
        confirmations.report(ONE, named(SESSION, "gw.example", "192.0.2.1"));
        assertThat(reserves("GW.example")).isTrue();
        assertThat(reserves("192.0.2.1")).isTrue();

        confirmations.report(ONE, named(RESTARTED));
        assertThat(reserves("gw.example")).as("before it looked at its charon again").isTrue();

        confirmations.report(ONE, named(RESTARTED, "other.example"));
        assertThat(reserves("gw.example")).isFalse();
        assertThat(reserves("other.example")).isTrue();
        assertThat(confirmations.of(new EdgeId("paris")).texts()).isEmpty();
    }

    @Test
    void positionsInAnotherHistoryDoNotCountButTheConditionDoes() {
        Report foreign =
                new Report(
                        SESSION,
                        new Epoch("f".repeat(32)),
                        revision(9),
                        revision(9),
                        List.of(),
                        new GatewayCondition(
                                Kind.HISTORY_REFUSED, "another epoch", Assurance.ASSURED),
                        List.of(),
                        LocalNames.NONE);

        confirmations.report(ONE, foreign);

        assertThat(view(ONE).stage(revision(1))).isEqualTo(Stage.STORED);
        assertThat(view(ONE).condition().orElseThrow().kind()).isEqualTo(Kind.HISTORY_REFUSED);
    }

    @Test
    void positionsOfAGatewayThatSawMoreThanAnOlderDatabaseHasDoNotCount() {
        confirmations.report(ONE, report(SESSION, 9, 9, Kind.HISTORY_REFUSED));

        assertThat(view(ONE).stage(revision(8))).isEqualTo(Stage.STORED);
        assertThat(view(ONE).since(revision(8))).isEmpty();
    }

    @Test
    void givesUpAtTheDeadline() throws InterruptedException {
        confirmations.report(ONE, report(SESSION, 0, 0));
        long start = System.nanoTime();

        confirmations.await(wanted(1), Duration.ofMillis(50));

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThanOrEqualTo(Duration.ofMillis(50));
    }

    @Test
    void remembersWhenAKeyWasLoadedAndForgetsWhatWasUnloaded() {
        confirmations.report(ONE, report(SESSION, 1, 1));
        now = START.plusSeconds(5);
        confirmations.report(ONE, report(SESSION, 3, 2));
        now = START.plusSeconds(6);
        confirmations.report(ONE, report(SESSION, 3, 3));

        assertThat(view(ONE).since(revision(1))).contains(START);
        assertThat(view(ONE).since(revision(2))).contains(START.plusSeconds(5));
        assertThat(view(ONE).since(revision(3))).contains(START.plusSeconds(6));
        assertThat(view(ONE).since(revision(4))).isEmpty();

        confirmations.report(ONE, report(SESSION, 3, 1, Kind.UNSAFE_CONNECTION));
        now = START.plusSeconds(9);
        assertThat(view(ONE).stage(revision(3))).isEqualTo(Stage.DELIVERED);
        confirmations.report(ONE, report(SESSION, 3, 3));
        assertThat(view(ONE).since(revision(3))).contains(START.plusSeconds(9));
        assertThat(view(ONE).since(revision(1))).contains(START);
    }

    private CompletableFuture<Void> waiting(long... revisions) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                confirmations.await(wanted(revisions), LONG);
                                done.complete(null);
                            } catch (InterruptedException e) {
                                done.completeExceptionally(e);
                            }
                        });
        Awaitility.await()
                .until(() ->
                        thread.getState() == Thread.State.TIMED_WAITING
                                || thread.getState() == Thread.State.TERMINATED);
        return done;
    }

    private static Map<EdgeId, Set<Revision>> wanted(long... revisions) {
        return Map.of(
                EdgeId.DEFAULT,
                Arrays.stream(revisions).mapToObj(Revision::new).collect(Collectors.toSet()));
    }

    private GatewayView view(GatewayName gateway) {
        return confirmations.gateways(EdgeId.DEFAULT).stream()
                .filter(view -> view.name().equals(gateway))
                .findFirst()
                .orElseThrow();
    }

    private static Revision revision(long value) {
        return new Revision(value);
    }

    private static Roster roster() {
        Roster roster = new Roster();
        roster.put(gateway(ONE));
        roster.put(gateway(TWO));
        return roster;
    }

    private static Gateway gateway(GatewayName name) {
        Enrolment enrolment = new Enrolment(Bytes.copyOf(new byte[32]), START);
        return Gateway.named(name, EdgeId.DEFAULT, enrolment, START)
                .enrolled(Bytes.copyOf(new byte[32]), START);
    }

    private static Report report(SessionId session, long delivered, long through) {
        return report(session, delivered, through, Kind.SERVING);
    }

    private static Report report(SessionId session, long delivered, long through, Kind kind) {
        return new Report(
                session,
                EPOCH,
                revision(delivered),
                revision(through),
                List.of(),
                new GatewayCondition(kind, "", Assurance.ASSURED),
                List.of(),
                LocalNames.NONE);
    }

    private static Report named(SessionId session, String... names) {
        return new Report(
                session,
                EPOCH,
                Revision.NONE,
                Revision.NONE,
                List.of(),
                SERVING,
                List.of(),
                new LocalNames(List.of(names)));
    }

    private boolean reserves(String name) {
        return confirmations
                .of(EdgeId.DEFAULT)
                .reserves(IkeIdentity.ofText(IkeIdentity.Type.FQDN, name));
    }
}

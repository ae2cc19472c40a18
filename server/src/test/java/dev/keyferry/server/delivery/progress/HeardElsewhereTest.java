package dev.keyferry.server.delivery.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.GatewayCondition;
import dev.keyferry.feed.GatewayCondition.Assurance;
import dev.keyferry.feed.GatewayCondition.Kind;
import dev.keyferry.feed.LocalNames;
import dev.keyferry.feed.Report;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.SessionId;
import dev.keyferry.server.delivery.fleet.Colleagues;
import dev.keyferry.server.delivery.fleet.Roster;
import dev.keyferry.server.domain.gateway.Enrolment;
import dev.keyferry.server.domain.gateway.Gateway;
import dev.keyferry.server.usecase.port.GatewayView;
import dev.keyferry.server.usecase.progress.Word.Reported;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Reports that another server heard beside those that came here. */
class HeardElsewhereTest {
    private static final Epoch EPOCH = new Epoch("e".repeat(Epoch.DIGITS));
    private static final Instant START = Instant.parse("2026-11-30T09:00:00Z");
    private static final SessionId SESSION = new SessionId("a".repeat(SessionId.DIGITS));
    private static final GatewayName ONE = new GatewayName("gw-1");
    private static final GatewayName TWO = new GatewayName("gw-2");

    private volatile Instant now = START;
    private final Roster roster = new Roster();
    private final GatewayConfirmations confirmations =
            new GatewayConfirmations(
                    EPOCH, roster, new LoadTimes(() -> now), Colleagues.NONE, () -> now);

    HeardElsewhereTest() {
        for (GatewayName name : List.of(ONE, TWO)) {
            Enrolment enrolment = new Enrolment(Bytes.copyOf(new byte[32]), START);
            roster.put(
                    Gateway.named(name, EdgeId.DEFAULT, enrolment, START)
                            .enrolled(Bytes.copyOf(new byte[] {(byte) name.hashCode()}), START));
        }
    }

    @Test
    void whatAnotherServerHeardReleasesACall() {
        confirmations.report(ONE, report(SESSION, 0));
        confirmations.heard(new Reported(TWO, report(SESSION, 0)), now.minusSeconds(1));
        CompletableFuture<Void> call = waiting(1);

        confirmations.report(ONE, report(SESSION, 1));
        assertThat(call).isNotDone();
        now = START.plusSeconds(1);
        confirmations.heard(new Reported(TWO, report(SESSION, 1)), now);

        call.join();
        assertThat(view(TWO).isReachable()).isTrue();
    }

    @Test
    void whatAnotherServerHeardBeforeDoesNotTakeThePlaceOfWhatWasHeardHere() {
        now = START.plusSeconds(60);
        confirmations.report(ONE, report(SESSION, 5));
        confirmations.heard(new Reported(ONE, report(SESSION, 4)), now.minusSeconds(2));
        assertThat(view(ONE).through()).contains(revision(5));

        now = now.plusSeconds(3);
        confirmations.heard(new Reported(ONE, report(SESSION, 6)), now.minusSeconds(1));
        assertThat(view(ONE).through()).contains(revision(6));
    }

    @Test
    void aRunThatAnotherServerHeardBeforeDoesNotTakeThePlaceOfThePresentOne() {
        SessionId former = new SessionId("f".repeat(SessionId.DIGITS));
        now = START.plusSeconds(60);
        confirmations.report(ONE, report(SESSION, 5));
        confirmations.heard(new Reported(ONE, report(former, 9)), START.plusSeconds(59));
        assertThat(view(ONE).through()).contains(revision(5));
        confirmations.report(ONE, report(SESSION, 6));
        assertThat(view(ONE).through()).contains(revision(6));
    }

    @Test
    void whatAnotherServerHeardLongAgoMakesNoGatewayReachable() {
        confirmations.heard(new Reported(ONE, report(SESSION, 1)), now.minusSeconds(60));

        assertThat(view(ONE).isReachable()).isFalse();
        assertThat(view(ONE).through()).contains(revision(1));
    }

    @Test
    void clockThatWasSetBackDoesNotKeepOutWhatAnotherServerHears() {
        now = START.plusSeconds(3_600);
        confirmations.report(ONE, report(SESSION, 5));
        now = START;
        confirmations.heard(new Reported(ONE, report(SESSION, 6)), now);
        assertThat(view(ONE).through()).contains(revision(6));
    }

    private CompletableFuture<Void> waiting(long revision) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                confirmations.await(
                                        Map.of(EdgeId.DEFAULT, Set.of(revision(revision))),
                                        Duration.ofSeconds(30));
                                done.complete(null);
                            } catch (InterruptedException e) {
                                done.completeExceptionally(e);
                            }
                        });
        Awaitility.await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        return done;
    }

    private GatewayView view(GatewayName gateway) {
        return confirmations.gateway(gateway).orElseThrow();
    }

    private static Revision revision(long value) {
        return new Revision(value);
    }

    private static Report report(SessionId session, long through) {
        return new Report(
                session,
                EPOCH,
                revision(through),
                revision(through),
                List.of(),
                new GatewayCondition(Kind.SERVING, "", Assurance.ASSURED),
                List.of(),
                LocalNames.NONE);
    }
}

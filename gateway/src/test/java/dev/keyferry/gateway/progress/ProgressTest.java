package dev.keyferry.gateway.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.GatewayCondition;
import dev.keyferry.feed.LocalNames;
import dev.keyferry.feed.Report;
import dev.keyferry.feed.TunnelException;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.SessionId;
import dev.keyferry.feed.record.TunnelRecord;
import dev.keyferry.gateway.parts.TestEdge;
import dev.keyferry.gateway.parts.TestTunnel;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ProgressTest {
    private static final TestEdge EDGE = new TestEdge();
    private static final SessionId SESSION = new SessionId("a".repeat(SessionId.DIGITS));
    private static final GatewayCondition CONDITION =
            new GatewayCondition(
                    GatewayCondition.Kind.SERVING, "", GatewayCondition.Assurance.ASSURED);

    private int changes;
    private final Progress progress = new Progress(() -> changes++);

    @Test
    void saysNothingBeforeAHistoryIsKnown() {
        assertThat(progress.report(SESSION, CONDITION, LocalNames.NONE)).isEmpty();
    }

    @Test
    void coversOnlyWhatIsSettled() {
        open(key(1, 1, 1));
        open(key(2, 2, 1));
        open(key(3, 3, 1));
        deliver(3);

        settle(2, 1);

        assertCovered(3, 2);
        settle(1, 1);
        assertCovered(3, 1, 2);
        settle(3, 1);
        assertThat(report().through()).isEqualTo(new Revision(3));
    }

    @Test
    void coversNothingPastWhatIsDelivered() {
        open(key(1, 1, 1));
        settle(1, 1);

        progress.deliver(TestEdge.EPOCH, Revision.NONE);

        assertThat(report().covers(new Revision(1))).isFalse();
    }

    @Test
    void settlesNoOtherVersionThanTheOneThatIsOpen() {
        open(key(1, 1, 1));
        open(key(2, 1, 2));
        deliver(2);

        settle(1, 1);

        assertThat(report().covers(new Revision(2))).isFalse();
        settle(1, 2);
        assertThat(report().covers(new Revision(2))).isTrue();
    }

    @Test
    void sameRecordAtAnotherRevisionIsOpenAsLongAsItWas() {
        open(key(1, 1, 1));
        progress.move(key(2, 1, 1));
        deliver(2);
        assertThat(report().covers(new Revision(2))).isFalse();

        settle(1, 1);
        progress.move(key(3, 1, 1));
        deliver(3);

        assertThat(report().covers(new Revision(3))).isTrue();
    }

    @Test
    void doubtOpensAgain() {
        open(key(1, 1, 1));
        deliver(1);
        settle(1, 1);

        doubt(key(1, 1, 1));

        assertThat(report().covers(new Revision(1))).isFalse();
    }

    @Test
    void doubtAboutAnOvertakenRecordChangesNothing() {
        open(key(1, 1, 1));
        open(key(2, 1, 2));
        deliver(2);

        doubt(key(1, 1, 1));
        settle(1, 1);

        assertThat(report().covers(new Revision(2))).isFalse();
    }

    @Test
    void exceptionSettlesAndGoesWithItsCause() {
        open(key(1, 1, 1));
        deliver(1);

        progress.except(exception(1, 1));
        assertThat(report().covers(new Revision(1))).isTrue();
        assertThat(report().exceptions()).containsExactly(exception(1, 1));

        settle(1, 1);
        assertThat(report().exceptions()).isEmpty();
    }

    @Test
    void exceptionOfAnOlderVersionIsNotTold() {
        open(key(2, 1, 2));
        deliver(2);

        progress.except(exception(1, 1));

        assertThat(report().exceptions()).isEmpty();
        assertThat(report().covers(new Revision(2))).isFalse();
    }

    @Test
    void refusedRecordIsAnExceptionUntilANewerIsTaken() {
        open(key(1, 1, 1));
        progress.refuse(exception(1, 9), new Revision(2));
        deliver(2);
        settle(1, 1);

        assertThat(report().covers(new Revision(2))).isTrue();
        assertThat(report().exceptions()).containsExactly(exception(1, 9));

        open(key(3, 1, 10));
        assertThat(report().exceptions()).isEmpty();
    }

    @Test
    void tunnelHasOneExceptionOfTheNewerRecord() {
        open(key(1, 1, 1));
        progress.except(exception(1, 1));
        progress.refuse(exception(1, 9), new Revision(2));
        deliver(2);

        assertThat(report().exceptions()).containsExactly(exception(1, 9));
    }

    @Test
    void exceptionsPastTheLimitAreNeverTakenForSettled() {
        int max = Report.MAX_EXCEPTIONS;
        for (int number = 1; number <= max + 2; number++) {
            open(key(number, number, 1));
        }
        deliver(max + 3);
        for (int number = 1; number <= max + 1; number++) {
            progress.except(exception(number, 1));
        }
        progress.refuse(exception(max + 3, 1), new Revision(max + 3));

        assertThat(report().exceptions()).hasSize(max);
        assertThat(report().covers(new Revision(max))).isTrue();
        assertThat(report().covers(new Revision(max + 1))).isFalse();
        assertThat(report().covers(new Revision(max + 3))).isFalse();

        settle(max + 2, 1);
        assertThat(report().covers(new Revision(max + 2))).isTrue();
    }

    @Test
    void settlingIsToldAtOnceAndDeliveryAloneOnlyWhereNothingIsOpen() {
        open(key(1, 1, 1));
        deliver(1);
        assertThat(changes).isZero();

        settle(1, 1);
        assertThat(changes).isEqualTo(1);

        deliver(2);
        assertThat(changes).isEqualTo(2);
    }

    private void open(TunnelRecord record) {
        progress.open(record);
    }

    private void doubt(TunnelRecord record) {
        progress.doubt(record.binding().tunnel(), () -> Optional.of(record));
    }

    private void deliver(long upTo) {
        progress.deliver(TestEdge.EPOCH, new Revision(upTo));
    }

    private void settle(int tunnel, long version) {
        progress.settle(TestTunnel.of(tunnel).id(), new PskVersion(version));
    }

    private Report report() {
        return progress.report(SESSION, CONDITION, LocalNames.NONE).orElseThrow();
    }

    private void assertCovered(long last, long... covered) {
        for (long revision = 1; revision <= last; revision++) {
            long each = revision;
            assertThat(report().covers(new Revision(revision)))
                    .as("revision %s", revision)
                    .isEqualTo(Arrays.stream(covered).anyMatch(value -> value == each));
        }
    }

    private static TunnelRecord key(long revision, int tunnel, long version) {
        return EDGE.gone(revision, TestTunnel.of(tunnel), version);
    }

    private static TunnelException exception(int tunnel, long version) {
        return new TunnelException(
                TestTunnel.of(tunnel).id(),
                new PskVersion(version),
                TunnelException.Kind.NOT_AUTHENTIC,
                "a reason");
    }
}

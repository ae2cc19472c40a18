package dev.keyferry.gateway.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.History;
import dev.keyferry.feed.Page;
import dev.keyferry.feed.Position;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.record.TunnelRecord;
import dev.keyferry.gateway.parts.TestEdge;
import dev.keyferry.gateway.parts.TestTunnel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A reading from the start, after which what was not seen is ended. */
class SweepTest extends DesiredCase {
    @Test
    void sweepEndsWhatWasNotSeenAndNothingBeforeItsEnd() {
        take(key(1, TUNNEL, 1));
        take(key(2, OTHER, 1));
        desired.beginSweep(TestEdge.EPOCH);
        assertThat(desired.position()).isEqualTo(position(0));
        assertThat(desired.reached()).isEqualTo(position(2));

        desired.take(page(0, 2, 9, List.of(key(2, OTHER, 1))));
        assertThat(isLive(TUNNEL)).isTrue();
        assertThat(desired.position()).isEqualTo(position(2));
        desired.take(page(2, 9, 9, List.of()));

        assertThat(isLive(TUNNEL)).isFalse();
        assertThat(isLive(OTHER)).isTrue();
        assertThat(desired.liveCount()).isEqualTo(1);
        assertThat(desired.isSweeping()).isFalse();
        assertThat(changes.getLast().tunnels()).containsExactly(TUNNEL.id());
        assertThat(report().through()).as("not before it is unloaded").isEqualTo(Revision.NONE);
        progress.settle(TUNNEL.id(), key(1, TUNNEL, 1).binding().version());
        assertThat(report().through()).isEqualTo(new Revision(1));
        restart();
        assertThat(isLive(TUNNEL)).isFalse();
        assertThat(desired.position()).isEqualTo(position(9));
    }

    @Test
    void sweptKeyDoesNotComeBackButANewerOneIsTaken() {
        take(key(1, TUNNEL, 5));
        desired.beginSweep(TestEdge.EPOCH);
        desired.take(page(0, 2, 2, List.of()));

        take(key(3, TUNNEL, 5));
        assertRefused(5, "not newer than version 5");
        take(key(4, TUNNEL, 4));
        assertRefused(4, "not newer than version 5");
        assertThat(isLive(TUNNEL)).isFalse();
        restart();
        take(key(3, TUNNEL, 5));
        assertThat(isLive(TUNNEL)).isFalse();

        take(key(5, TUNNEL, 6));

        assertVersion(6);
        assertThat(isLive(TUNNEL)).isTrue();
        assertThat(report().exceptions()).isEmpty();
    }

    @Test
    void goneTunnelStaysGoneAfterASweepThatDidNotShowIt() {
        take(key(1, TUNNEL, 5));
        take(edge.gone(2, TUNNEL, 6));
        desired.beginSweep(TestEdge.EPOCH);
        desired.take(page(0, 3, 3, List.of()));

        take(key(4, TUNNEL, 5));

        assertThat(isLive(TUNNEL)).isFalse();
        assertRefused(5, "not newer than version 6");
    }

    @Test
    void sweepNeverTakesAnOlderVersion() {
        take(key(1, TUNNEL, 5));
        desired.beginSweep(TestEdge.EPOCH);

        desired.take(page(0, 2, 2, List.of(key(2, TUNNEL, 4))));

        assertVersion(5);
        assertRefused(4, "not newer");
    }

    @Test
    void succeedingEpochThatWasBegunToBeReadIsReadAgainAfterARestart() {
        take(key(1, TUNNEL, 5));
        take(key(2, OTHER, 5));
        desired.beginSweep(TestEdge.OTHER_EPOCH);
        assertThat(desired.position())
                .isEqualTo(new Position.After(TestEdge.OTHER_EPOCH, Revision.NONE));
        desired.take(succeeding(0, 3, 9, List.of(key(3, TUNNEL, 4))));
        assertVersion(4);

        restart();

        assertVersion(4);
        assertThat(((Position.After) desired.position()).epoch()).isEqualTo(TestEdge.EPOCH);
        desired.beginSweep(TestEdge.OTHER_EPOCH);
        desired.take(succeeding(0, 9, 9, List.of(key(3, TUNNEL, 4))));
        assertThat(isLive(OTHER)).isFalse();
        assertThat(report().exceptions()).isEmpty();
        restart();
        assertVersion(4);
        assertThat(desired.position())
                .isEqualTo(new Position.After(TestEdge.OTHER_EPOCH, new Revision(9)));
    }

    @Test
    void whatComesAgainAtAnotherRevisionIsInDoubtThereAlsoAfterARestart() {
        KeyRecord record = key(1, TUNNEL, 5);
        take(record);
        settle(TUNNEL);
        desired.beginSweep(TestEdge.OTHER_EPOCH);
        desired.take(succeeding(0, 9, 9, List.of(at(7, record))));
        assertThat(report().covers(new Revision(7))).isTrue();
        assertThat(changes).as("it is the same key").hasSize(1);

        desired.doubt(TUNNEL.id());

        assertThat(report().covers(new Revision(7))).isFalse();
        settle(TUNNEL);
        assertThat(report().covers(new Revision(7))).isTrue();
        restart();
        assertThat(report().covers(new Revision(7))).as("before it is loaded").isFalse();
    }

    private static KeyRecord at(long revision, KeyRecord record) {
        return new KeyRecord(
                new Revision(revision),
                record.binding(),
                record.dataKey(),
                record.sealed(),
                record.mac());
    }

    private void settle(TestTunnel tunnel) {
        progress.settle(
                tunnel.id(), desired.of(tunnel.id()).orElseThrow().record().binding().version());
    }

    private Page succeeding(long after, long upTo, long head, List<TunnelRecord> records) {
        return new Page(
                new History(TestEdge.OTHER_EPOCH, List.of(TestEdge.EPOCH)),
                new Revision(after),
                new Revision(upTo),
                new Revision(head),
                List.of(edge.dataKey()),
                records);
    }
}

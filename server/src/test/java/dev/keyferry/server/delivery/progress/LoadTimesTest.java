package dev.keyferry.server.delivery.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.GatewayCondition;
import dev.keyferry.feed.GatewayCondition.Assurance;
import dev.keyferry.feed.GatewayCondition.Kind;
import dev.keyferry.feed.LocalNames;
import dev.keyferry.feed.Report;
import dev.keyferry.feed.RevisionRange;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.SessionId;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadTimesTest {
    private static final Instant START = Instant.parse("2026-11-23T09:00:00Z");

    private Instant now = START;
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final LoadTimes times = times();

    @Test
    void measuresFromTheCommitToTheReportThatCoversIt() {
        LoadTimes.Watch watch = times.watch(EdgeId.DEFAULT);
        times.committed(new Revision(5));
        now = START.plusMillis(200);
        watch.reported(report(4), now);
        assertThat(shown()).isEmpty();

        watch.reported(report(5), now);
        watch.reported(report(5), now.plusSeconds(9));

        assertThat(shown().getFirst().getCount()).isEqualTo(1);
        assertThat(shown().getFirst().getSum()).isEqualTo(.2);
    }

    @Test
    void whatIsLoadedAheadIsMeasuredAtOnce() {
        LoadTimes.Watch watch = times.watch(EdgeId.DEFAULT);
        times.committed(new Revision(1_000));
        times.committed(new Revision(1_001));

        watch.reported(report(0, new RevisionRange(new Revision(1_001), new Revision(1_001))), now);
        assertThat(shown().getFirst().getCount()).isEqualTo(1);
        watch.reported(report(1_001), now);

        assertThat(shown().getFirst().getCount()).isEqualTo(2);
    }

    @Test
    void whatWasCommittedBeforeAGatewayCameIsNotItsTime() {
        times.committed(new Revision(5));
        LoadTimes.Watch watch = times.watch(EdgeId.DEFAULT);

        watch.reported(report(5), now.plusSeconds(100));

        assertThat(shown()).isEmpty();
    }

    @Test
    void ofAGatewayThatStaysAwayTheNewestAreMeasured() {
        LoadTimes.Watch watch = times.watch(EdgeId.DEFAULT);
        int many = 2 * Steps.MAX_STEPS;
        for (int i = 1; i <= many; i++) {
            times.committed(new Revision(i));
            watch.reported(report(0), now);
        }

        watch.reported(report(many), now);

        assertThat(shown().getFirst().getCount()).isEqualTo(Steps.MAX_STEPS);
    }

    private List<HistogramSnapshot.HistogramDataPointSnapshot> shown() {
        return registry.scrape().stream()
                .map(HistogramSnapshot.class::cast)
                .flatMap(histogram -> histogram.getDataPoints().stream())
                .filter(point -> point.getCount() > 0)
                .toList();
    }

    private LoadTimes times() {
        LoadTimes made = new LoadTimes(() -> now);
        made.registerIn(registry);
        return made;
    }

    private static Report report(long through, RevisionRange... ahead) {
        return new Report(
                new SessionId("a".repeat(32)),
                new Epoch("e".repeat(32)),
                new Revision(2_000),
                new Revision(through),
                List.of(ahead),
                new GatewayCondition(Kind.SERVING, "", Assurance.ASSURED),
                List.of(),
                LocalNames.NONE);
    }
}

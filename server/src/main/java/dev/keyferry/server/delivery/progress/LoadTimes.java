package dev.keyferry.server.delivery.progress;

import dev.keyferry.feed.Report;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.server.delivery.progress.Steps.Step;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Measures how long each commit takes until a gateway has loaded what it brought, as far back as
 * {@link Steps} remember. A gateway that was away counts with the time that it was. Thread-safe.
 */
public final class LoadTimes {
    /** Upper bounds of the histogram's buckets in seconds. */
    private static final double[] BOUNDS = {
        .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60, 300, 3_600
    };

    private final Histogram seconds =
            Histogram.builder()
                    .name("keyferry_load_seconds")
                    .help("From a commit until a gateway had loaded all of it.")
                    .labelNames("edge")
                    .classicOnly()
                    .classicUpperBounds(BOUNDS)
                    .withoutExemplars()
                    .build();
    private final InstantSource clock;
    private final Steps heads = new Steps();

    public LoadTimes(InstantSource clock) {
        this.clock = clock;
    }

    /** Shows them in the registry. */
    public void registerIn(PrometheusRegistry registry) {
        registry.register(seconds);
    }

    /** Everything up to {@code head} is committed. */
    public synchronized void committed(Revision head) {
        heads.move(head, clock.instant());
    }

    /** Begins to measure a gateway: what was committed until now is not waited for. */
    Watch watch(EdgeId edge) {
        return new Watch(seconds.labelValues(edge.value()), newest());
    }

    private synchronized Revision newest() {
        List<Step> steps = heads.copy();
        return steps.isEmpty() ? Revision.NONE : steps.getLast().revision();
    }

    private synchronized List<Step> past(Revision known) {
        return heads.copy().stream().filter(step -> step.revision().isAfter(known)).toList();
    }

    /** The commits that one gateway has not loaded. Confined by its owner's lock. */
    final class Watch {
        private final DistributionDataPoint loads;
        private final Deque<Step> open = new ArrayDeque<>();
        private Revision known;

        private Watch(DistributionDataPoint loads, Revision known) {
            this.loads = loads;
            this.known = known;
        }

        /** The gateway has come as far as this report says, which is of the store's own history. */
        void reported(Report report, Instant now) {
            open();
            open.removeIf(step -> isLoaded(step, report, now));
        }

        /** It said so to another server, which measures it. */
        void skip(Report report) {
            open();
            open.removeIf(step -> report.covers(step.revision()));
        }

        private void open() {
            for (Step step : past(known)) {
                open.addLast(step);
                known = step.revision();
            }
            while (open.size() > Steps.MAX_STEPS) {
                open.removeFirst();
            }
        }

        private boolean isLoaded(Step step, Report report, Instant now) {
            if (!report.covers(step.revision())) {
                return false;
            }
            double took = Duration.between(step.at(), now).toNanos() / 1e9;
            loads.observe(Math.max(0, took));
            return true;
        }
    }
}

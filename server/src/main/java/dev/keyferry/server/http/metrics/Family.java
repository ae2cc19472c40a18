package dev.keyferry.server.http.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;

/** A gauge that is being read, with all its samples. Confined to one thread. */
final class Family {
    private final GaugeSnapshot.Builder snapshot;
    private final String[] labels;

    private Family(String name, String help, String... labels) {
        this.snapshot = GaugeSnapshot.builder().name(name).help(help);
        this.labels = labels.clone();
    }

    static Family of(String name, String help, String... labels) {
        return new Family(name, help, labels);
    }

    /** A gauge without labels. */
    static GaugeSnapshot of(String name, String help, long value) {
        return of(name, help).add(value).read();
    }

    /** A counter without labels, by its name without {@code _total}. */
    static CounterSnapshot count(String name, String help, long value) {
        return CounterSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(CounterDataPointSnapshot.builder().value((double) value).build())
                .build();
    }

    /** Adds a sample; the values stand in the order of the labels. */
    Family add(long value, String... values) {
        snapshot.dataPoint(
                GaugeDataPointSnapshot.builder()
                        .value((double) value)
                        .labels(Labels.of(labels, values))
                        .build());
        return this;
    }

    GaugeSnapshot read() {
        return snapshot.build();
    }
}

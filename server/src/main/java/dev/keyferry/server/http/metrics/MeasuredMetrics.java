package dev.keyferry.server.http.metrics;

import dev.keyferry.server.usecase.gateway.ReadGateways.Seen;
import dev.keyferry.server.usecase.measure.KeyCounts;
import dev.keyferry.server.usecase.measure.MeasureServer;
import dev.keyferry.server.usecase.measure.Measured;
import dev.keyferry.server.usecase.measure.WriterCounts;
import dev.keyferry.server.usecase.port.GatewayView;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is measured of the store and of the gateways. Labels are names that operators gave to edges
 * and gateways, or tokens of closed lists: never a tunnel, an account or an address, of which there
 * is no end. Thread-safe.
 */
final class MeasuredMetrics implements MultiCollector {
    private final MeasureServer measure;
    private final InstantSource clock;

    MeasuredMetrics(MeasureServer measure, InstantSource clock) {
        this.measure = measure;
        this.clock = clock;
    }

    /**
     * Reads them.
     *
     * @throws dev.keyferry.server.usecase.port.StoreUnavailable if the store failed
     * @throws dev.keyferry.server.usecase.refusal.Refusal.Busy if too many reads wait
     */
    @Override
    public MetricSnapshots collect() {
        Measured measured;
        try {
            measured = measure.measure();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return MetricSnapshots.of();
        }
        List<MetricSnapshot> all = new ArrayList<>();
        all.add(Family.of("keyferry_tunnels", "Tunnels of all accounts.", measured.tunnels()));
        all.addAll(keys(measured.keys()));
        all.add(
                Family.of(
                        "keyferry_unmatched_attempts",
                        "Remembered attempts of peers that match no tunnel.",
                        measured.unmatched()));
        all.addAll(writer(measured.writer()));
        all.addAll(gateways(measured.gateways(), measured.writer().head().value()));
        return new MetricSnapshots(all);
    }

    private List<MetricSnapshot> keys(KeyCounts keys) {
        Family states =
                Family.of(
                        "keyferry_keys",
                        "Present keys by how many gateways of their edge have loaded them.",
                        "state");
        keys.byState().forEach((state, count) -> states.add(count, word(state)));
        Family ages =
                Family.of(
                        "keyferry_keys_older_than",
                        "Present keys that were set so many days ago or earlier.",
                        "days");
        keys.olderThan().forEach((days, count) -> ages.add(count, days.toString()));
        long oldest =
                keys.oldest()
                        .map(set -> Duration.between(set, clock.instant()).toSeconds())
                        .map(age -> Math.max(0, age))
                        .orElse(0L);
        return List.of(
                states.read(),
                Family.of(
                        "keyferry_keys_proven",
                        "Present keys with which a peer authenticated.",
                        keys.proven()),
                Family.of(
                        "keyferry_keys_rejected",
                        "Present keys that are not proven, and for whose tunnel attempts failed.",
                        keys.rejected()),
                Family.of(
                        "keyferry_rejected_attempts",
                        "Attempts that failed for tunnels since their present keys are there.",
                        keys.rejectedAttempts()),
                ages.read(),
                Family.of(
                        "keyferry_oldest_key_age_seconds",
                        "Age of the oldest present key; 0 without keys.",
                        oldest));
    }

    private static List<MetricSnapshot> writer(WriterCounts writer) {
        return List.of(
                Family.of(
                        "keyferry_revision",
                        "Newest revision of the store.",
                        writer.head().value()),
                Family.count("keyferry_commits", "Transactions committed.", writer.commits()),
                Family.count(
                        "keyferry_failed_changes",
                        "Changes that failed by the store or by a defect, and changed nothing.",
                        writer.failures()),
                Family.of(
                        "keyferry_waiting_changes",
                        "Changes that wait for the store's writer.",
                        writer.waiting()));
    }

    private static List<MetricSnapshot> gateways(List<Seen> gateways, long head) {
        Family state = family("state", "1 for what operators made of the gateway.", "state");
        Family reachable =
                family(
                        "reachable",
                        "1 if the gateway polls or was heard of in 10 seconds, else 0.");
        Family condition =
                family("condition", "1 for what the gateway last said of itself.", "condition");
        Family lag =
                family(
                        "lag_revisions",
                        "Revisions that are not settled on the gateway without a gap.");
        Family unfollowed = family("unfollowed_keys", "Keys that the gateway says it cannot load.");
        for (Seen seen : gateways) {
            String edge = seen.gateway().edge().value();
            String name = seen.gateway().name().value();
            state.add(1, edge, name, word(seen.gateway().state()));
            boolean isReachable = seen.view().filter(GatewayView::isReachable).isPresent();
            reachable.add(isReachable ? 1 : 0, edge, name);
            seen.view()
                    .flatMap(GatewayView::condition)
                    .ifPresent(said -> condition.add(1, edge, name, said.kind().token()));
            seen.view()
                    .flatMap(GatewayView::through)
                    .ifPresent(through -> {
                        lag.add(Math.max(0, head - through.value()), edge, name);
                        unfollowed.add(
                                seen.view().map(GatewayView::unfollowed).orElse(0), edge, name);
                    });
        }
        return List.of(
                state.read(), reachable.read(), condition.read(), lag.read(), unfollowed.read());
    }

    private static Family family(String what, String help, String... further) {
        List<String> labels = new ArrayList<>(List.of("edge", "gateway"));
        labels.addAll(List.of(further));
        return Family.of("keyferry_gateway_" + what, help, labels.toArray(String[]::new));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}

package dev.keyferry.gateway;

import dev.keyferry.feed.GatewayCondition;
import dev.keyferry.feed.Report;
import dev.keyferry.feed.witness.HeadQuestion.Doubt;
import dev.keyferry.gateway.desired.Desired;
import dev.keyferry.gateway.progress.Reporter;
import dev.keyferry.gateway.witness.Witness;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** What a host's monitoring is shown of its gateway: no name, identity or address of a tunnel. */
record AgentMetrics(Desired desired, Reporter reporter, Witness witness) {
    void registerIn(PrometheusRegistry registry) {
        reporter.counts().registerIn(registry);
        gauge(
                registry,
                "keys",
                "Keys that the charon is to hold.",
                () -> OptionalDouble.of(desired.liveCount()));
        gauge(
                registry,
                "lag_revisions",
                "Revisions that came and are not settled in the charon without a gap.",
                () -> fromReport(AgentMetrics::lag));
        gauge(
                registry,
                "unfollowed_keys",
                "Keys that cannot be loaded.",
                () -> fromReport(report -> report.exceptions().size()));
        gauge(
                registry,
                "isolation_assured",
                "1 if no other secret of the charon can open a tunnel, else 0.",
                () -> OptionalDouble.of(isAssured() ? 1 : 0));
        gauge(
                registry,
                "audit_doubted",
                "1 if the audit of the control plane is not the one remembered here, else 0.",
                () -> OptionalDouble.of(witness.doubt() == Doubt.NONE ? 0 : 1));
        gauge(
                registry,
                "last_contact_timestamp_seconds",
                "When the control plane answered last.",
                () ->
                        reporter.counts()
                                .lastContact()
                                .map(at -> OptionalDouble.of(at.toEpochMilli() / 1e3))
                                .orElse(OptionalDouble.empty()));
        GaugeWithCallback.builder()
                .name("keyferry_agent_condition")
                .help("1 for what the gateway says of itself.")
                .labelNames("condition")
                .callback(callback -> callback.call(1, condition().kind().token()))
                .register(registry);
    }

    GatewayCondition condition() {
        return reporter.standing().current();
    }

    private boolean isAssured() {
        return condition().assurance() == GatewayCondition.Assurance.ASSURED;
    }

    private OptionalDouble fromReport(ToDoubleFunction<Report> value) {
        return reporter.newest()
                .map(report -> OptionalDouble.of(value.applyAsDouble(report)))
                .orElse(OptionalDouble.empty());
    }

    private static double lag(Report report) {
        return report.delivered().value() - report.through().value();
    }

    // Without a value there is no sample, rather than a 0 that means something else.
    private static void gauge(
            PrometheusRegistry registry, String what, String help, Supplier<OptionalDouble> value) {
        GaugeWithCallback.builder()
                .name("keyferry_agent_" + what)
                .help(help)
                .callback(callback -> value.get().ifPresent(callback::call))
                .register(registry);
    }
}

package dev.keyferry.gateway.progress;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Counts what happens on this gateway while it runs, for its host's monitoring. Thread-safe. */
public final class Counts {
    private final Counter sessions =
            counter("charon_sessions", "Connections to the charon by which keys are loaded.");
    private final Counter restarts =
            counter("charon_restarts", "Connections to a charon that was started since the last.");
    private final Counter wipes =
            counter("wipes", "Looks at the charon that found keys of ours gone or written over.");
    private final Counter proofs =
            counter("proofs", "Keys with which a peer authenticated for the first time.");
    private final Counter rejected =
            counter("rejected_attempts", "Attempts that claimed a tunnel's identity and failed.");
    private final Counter unmatched =
            counter("unmatched_attempts", "Attempts that match no tunnel.");
    private volatile Optional<Instant> contact = Optional.empty();

    /** Shows the counters in the registry. */
    public void registerIn(PrometheusRegistry registry) {
        List.of(sessions, restarts, wipes, proofs, rejected, unmatched).forEach(registry::register);
    }

    public void charonMet() {
        sessions.inc();
    }

    public void charonRestarted() {
        restarts.inc();
    }

    public void wiped() {
        wipes.inc();
    }

    public void proven() {
        proofs.inc();
    }

    public void rejected() {
        rejected.inc();
    }

    public void unmatched() {
        unmatched.inc();
    }

    /** The control plane has answered. */
    public void linked() {
        contact = Optional.of(Instant.now());
    }

    /** When the control plane answered last; empty if not since the start. */
    public Optional<Instant> lastContact() {
        return contact;
    }

    private static Counter counter(String what, String help) {
        return Counter.builder()
                .name("keyferry_agent_" + what)
                .help(help)
                .withoutExemplars()
                .build();
    }
}

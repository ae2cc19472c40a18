package dev.keyferry.server.console.view.tunnels;

import dev.keyferry.server.console.view.Links;
import dev.keyferry.server.console.view.Mark;
import dev.keyferry.server.console.view.tunnels.KeyEvent.Timed;
import dev.keyferry.server.domain.KeyStatus;
import dev.keyferry.server.domain.audit.AuditRecord;
import dev.keyferry.server.domain.tunnel.Tunnel;
import dev.keyferry.server.usecase.tunnel.TunnelView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A tunnel's present key from when it was set.
 *
 * @param version empty without a key, as is {@code proof}
 * @param events in their order; what has not happened yet is last
 * @param next where a script looks for what came of it since, as long as that goes on
 * @param isWaiting whether a gateway that could has not loaded it
 */
public record KeyLife(
        Optional<String> version,
        Mark state,
        Optional<Mark> proof,
        List<KeyEvent> events,
        Optional<String> next,
        boolean isWaiting) {
    /** How often a page looks by itself. */
    public static final int MAX_LOOKS = 40;

    public KeyLife {
        events = List.copyOf(events);
    }

    /**
     * The key as it stands now.
     *
     * @param by the audit's record of who set it, where that is known and may be read
     * @param looks how often the page has looked by itself
     */
    public static KeyLife of(TunnelView view, Optional<AuditRecord> by, int looks, Instant now) {
        Tunnel tunnel = view.tunnel();
        Optional<KeyStatus> status = view.status();
        List<Timed> events = new ArrayList<>();
        tunnel.key().ifPresent(key -> events.add(KeyEvent.set(key, by, now)));
        status.ifPresent(key ->
                key.gateways()
                        .forEach((name, there) -> events.addAll(KeyEvent.on(name, there, now))));
        if (status.filter(key -> key.state() == KeyStatus.State.UNSERVED).isPresent()) {
            events.add(KeyEvent.unserved(tunnel));
        }
        boolean isWaiting = status.filter(KeyLife::isWaiting).isPresent();
        return new KeyLife(
                status.map(key -> "version " + key.version()),
                status.map(key -> Mark.of(key.state())).orElse(Mark.NO_KEY),
                status.map(Mark::ofProof),
                events.stream()
                        .sorted(Comparator.comparing(timed -> timed.at().orElse(Instant.MAX)))
                        .map(Timed::event)
                        .toList(),
                isWaiting && looks < MAX_LOOKS
                        ? Optional.of(Links.look(tunnel.account(), tunnel.id(), looks + 1))
                        : Optional.empty(),
                isWaiting);
    }

    /** A sentence for those who do not see the list change. */
    public String summary() {
        return version.map(text ->
                        "Key "
                                + text
                                + " is "
                                + state.word()
                                + proof.map(mark -> ", " + mark.word()).orElse("")
                                + ".")
                .orElse("The tunnel has no key.");
    }

    private static boolean isWaiting(KeyStatus key) {
        return key.state() == KeyStatus.State.STORED || key.state() == KeyStatus.State.PARTIAL;
    }
}

package dev.keyferry.server.console.view.tunnels;

import dev.keyferry.server.console.view.Links;
import dev.keyferry.server.console.view.Mark;
import dev.keyferry.server.console.view.Moment;
import dev.keyferry.server.domain.KeyStatus;
import dev.keyferry.server.usecase.survey.FoundTunnel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A tunnel as one line of a table.
 *
 * @param link leads to its page
 * @param version of its present key; empty without one, as are {@code proof} and {@code set}
 * @param behind what gateways say that have not loaded the key, a sentence for each of the first
 *     {@value #MAX_BEHIND}
 */
public record TunnelLine(
        String name,
        String id,
        String link,
        String edge,
        Optional<String> version,
        Mark state,
        Optional<Mark> proof,
        Optional<Moment> set,
        List<String> behind) {
    /** Gateways that one line names. */
    static final int MAX_BEHIND = 5;

    public TunnelLine {
        behind = List.copyOf(behind);
    }

    public static TunnelLine of(String account, FoundTunnel tunnel, Instant now) {
        Optional<KeyStatus> status = tunnel.status();
        return new TunnelLine(
                tunnel.entry().name().value(),
                tunnel.entry().id().value(),
                Links.tunnel(account, tunnel.entry().id().value()),
                tunnel.entry().edge().value(),
                status.map(key -> "v" + key.version().value()),
                status.map(key -> Mark.of(key.state())).orElse(Mark.NO_KEY),
                status.map(Mark::ofProof),
                tunnel.entry().key().map(key -> Moment.of(key.setAt(), now)),
                status.map(TunnelLine::behind).orElse(List.of()));
    }

    private static List<String> behind(KeyStatus status) {
        List<String> all =
                status.gateways().entrySet().stream()
                        .filter(gateway -> gateway.getValue().stage() != KeyStatus.Stage.LOADED)
                        .map(TunnelLine::behind)
                        .toList();
        if (all.size() <= MAX_BEHIND) {
            return all;
        }
        List<String> shown = new ArrayList<>(all.subList(0, MAX_BEHIND));
        shown.add((all.size() - MAX_BEHIND) + " more");
        return shown;
    }

    private static String behind(Map.Entry<?, KeyStatus.OnGateway> gateway) {
        String stage = gateway.getValue().stage().name().toLowerCase(Locale.ROOT);
        return gateway.getKey()
                + " "
                + stage
                + gateway.getValue().reason().map(reason -> "; " + reason).orElse("");
    }
}

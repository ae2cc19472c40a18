package dev.keyferry.server.console.view.gateways;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.server.console.view.GatewayLine;
import dev.keyferry.server.domain.edge.Edge;
import dev.keyferry.server.domain.gateway.Gateway.State;
import dev.keyferry.server.http.request.Paging;
import dev.keyferry.server.usecase.gateway.ReadGateways.Seen;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Edges and gateways, so many of each as fit on one page; those that are revoked come last.
 *
 * @param edge the one whose gateways are shown; empty for all
 * @param edges how many edges there are in all
 * @param count how many gateways
 */
public record GatewaysView(
        GatewayPlace place,
        String edge,
        int edges,
        List<EdgeLine> edgeLines,
        int count,
        List<GatewayRow> rows,
        Optional<String> former,
        Optional<String> next) {
    public GatewaysView {
        edgeLines = List.copyOf(edgeLines);
        rows = List.copyOf(rows);
    }

    /** All that there are at a moment. */
    public record All(List<Edge> edges, List<Seen> gateways, Revision head, Instant now) {
        public All {
            edges = List.copyOf(edges);
            gateways = List.copyOf(gateways);
        }
    }

    /**
     * One page of them.
     *
     * @param only the name of the edge to show; empty for all
     */
    public static GatewaysView of(GatewayPlace place, All all, String only, Paging paging) {
        Map<EdgeId, Long> counts =
                all.gateways().stream()
                        .map(Seen::gateway)
                        .filter(gateway -> gateway.state() != State.REVOKED)
                        .collect(groupingBy(gateway -> gateway.edge(), counting()));
        List<Edge> edges =
                all.edges().stream()
                        .filter(edge -> only.isEmpty() || edge.name().value().equals(only))
                        .toList();
        List<Seen> gateways =
                all.gateways().stream()
                        .filter(seen ->
                                only.isEmpty() || seen.gateway().edge().value().equals(only))
                        .sorted(comparing(seen -> seen.gateway().state() == State.REVOKED))
                        .toList();
        boolean isLast =
                paging.first() + paging.perPage() >= Math.max(edges.size(), gateways.size());
        return new GatewaysView(
                place,
                only,
                edges.size(),
                paging.of(edges).stream()
                        .map(edge -> EdgeLine.of(place, edge, counts.getOrDefault(edge.name(), 0L)))
                        .toList(),
                gateways.size(),
                paging.of(gateways).stream().map(seen -> row(place, seen, all)).toList(),
                paging.page() > 1
                        ? Optional.of(place.pageLink(only, paging.page() - 1))
                        : Optional.empty(),
                isLast ? Optional.empty() : Optional.of(place.pageLink(only, paging.page() + 1)));
    }

    private static GatewayRow row(GatewayPlace place, Seen seen, All all) {
        GatewayLine line = GatewayLine.of(seen, all.head(), all.now());
        return GatewayRow.of(place, seen, line, all.now());
    }
}

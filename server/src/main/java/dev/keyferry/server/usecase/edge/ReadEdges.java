package dev.keyferry.server.usecase.edge;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.EdgeKeyId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.server.domain.edge.Edge;
import dev.keyferry.server.domain.edge.EdgeKey;
import dev.keyferry.server.usecase.port.edge.EdgeKeyHolders;
import dev.keyferry.server.usecase.port.edge.Edges;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Shows edges. Thread-safe. */
public final class ReadEdges {
    private final Edges edges;
    private final EdgeKeyHolders holders;

    public ReadEdges(Edges edges, EdgeKeyHolders holders) {
        this.edges = edges;
        this.holders = holders;
    }

    /**
     * Who needs a key of an edge.
     *
     * @param psks how many tunnels' present keys are sealed to it
     * @param gateways those of the edge that have not told that they can do without it
     */
    public record Need(long psks, List<GatewayName> gateways) {
        public Need {
            gateways = List.copyOf(gateways);
        }

        /** True if its private half may be destroyed. */
        public boolean isNone() {
            return psks == 0 && gateways.isEmpty();
        }
    }

    /** An edge, and who needs each of its keys. */
    public record Shown(Edge edge, Map<EdgeKeyId, Need> needs) {
        public Shown {
            needs = Map.copyOf(needs);
        }
    }

    /** The edges with who needs their keys. */
    public List<Shown> shown(List<Edge> some) throws InterruptedException {
        Map<EdgeKeyId, Long> sealed = edges.sealed();
        return some.stream().map(edge -> shown(edge, sealed)).toList();
    }

    private Shown shown(Edge edge, Map<EdgeKeyId, Long> sealed) {
        Map<EdgeKeyId, Need> needs = new HashMap<>();
        for (EdgeKey key : edge.keys()) {
            needs.put(
                    key.id(),
                    new Need(
                            sealed.getOrDefault(key.id(), 0L),
                            holders.needing(edge.name(), key.id())));
        }
        return new Shown(edge, needs);
    }

    /** All edges in the order of their names. */
    public List<Edge> list() throws InterruptedException {
        return edges.all();
    }

    /**
     * Returns the edge.
     *
     * @throws Refusal.EdgeNotFound if there is none of this name
     */
    public Edge get(EdgeId name) throws InterruptedException {
        return edges.find(name).orElseThrow(Refusal.EdgeNotFound::new);
    }
}

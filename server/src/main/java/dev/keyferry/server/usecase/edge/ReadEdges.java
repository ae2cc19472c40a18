package dev.keyferry.server.usecase.edge;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.EdgeKeyId;
import dev.keyferry.server.domain.edge.Edge;
import dev.keyferry.server.usecase.port.edge.Edges;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.util.List;
import java.util.Map;

/** Shows edges. Thread-safe. */
public final class ReadEdges {
    private final Edges edges;

    public ReadEdges(Edges edges) {
        this.edges = edges;
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

    /**
     * How many tunnels' present keys are sealed to each edge key; those without any are missing.
     */
    public Map<EdgeKeyId, Long> sealed() throws InterruptedException {
        return edges.sealed();
    }
}

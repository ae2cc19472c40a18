package dev.keyferry.server.usecase.port.edge;

import dev.keyferry.feed.Page;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.EdgeKeyId;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.server.domain.edge.Edge;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads edges as they were last committed. Thread-safe. Every method throws {@link
 * dev.keyferry.server.usecase.port.StoreUnavailable} if the store fails.
 */
public interface Edges {
    Optional<Edge> find(EdgeId name) throws InterruptedException;

    /** All edges in the order of their names. */
    List<Edge> all() throws InterruptedException;

    /**
     * How many tunnels' present keys are sealed to each edge key; those without any are missing.
     */
    Map<EdgeKeyId, Long> sealed() throws InterruptedException;

    /**
     * The edge's keys past a revision that are sealed to a former key of it, at most {@code limit},
     * in order of revision, as the page from there to the last of them; to the head where there are
     * none.
     */
    Page formerlySealed(EdgeId edge, Revision after, int limit) throws InterruptedException;
}

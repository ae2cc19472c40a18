package dev.keyferry.server.usecase.port;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.Revision;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What gateways say that they hold. Thread-safe. */
public interface Confirmations {
    /**
     * Waits until every reachable gateway of the edges has settled the edge's revisions, or has
     * said that it refuses keys as it stands, but no longer than {@code patience}.
     */
    void await(Map<EdgeId, Set<Revision>> revisions, Duration patience) throws InterruptedException;

    /** Every gateway of the edge for which calls wait, as it was last heard of. */
    List<GatewayView> gateways(EdgeId edge);

    /** The gateway as it was last heard of; empty if it is not served. */
    Optional<GatewayView> gateway(GatewayName name);
}

package dev.keyferry.server.usecase.port.edge;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.EdgeKeyId;
import dev.keyferry.feed.id.GatewayName;
import java.util.List;

/**
 * What the gateways that are served told of edge keys since the server started. Asking never waits,
 * so that decisions may ask. Thread-safe.
 */
public interface EdgeKeyHolders {
    /**
     * What a gateway told last.
     *
     * @param holds whose private halves its host has
     * @param needs to which the records in its cache are sealed
     */
    record Told(List<EdgeKeyId> holds, List<EdgeKeyId> needs) {
        public Told {
            holds = List.copyOf(holds);
            needs = List.copyOf(needs);
        }
    }

    /**
     * Takes what a gateway tells.
     *
     * @throws dev.keyferry.server.usecase.port.StoreUnavailable if other servers cannot be told
     */
    void tell(GatewayName gateway, Told told) throws InterruptedException;

    /** Gateways of the edge that have not told that they have the key, in the order of names. */
    List<GatewayName> lacking(EdgeId edge, EdgeKeyId key);

    /** Gateways of the edge that have not told that they can do without the key. */
    List<GatewayName> needing(EdgeId edge, EdgeKeyId key);
}

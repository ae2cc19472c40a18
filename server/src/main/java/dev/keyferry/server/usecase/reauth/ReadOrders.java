package dev.keyferry.server.usecase.reauth;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.reauth.ReauthOrders;
import dev.keyferry.feed.seal.RecordKey;
import dev.keyferry.server.usecase.port.edge.EdgeKeys;
import dev.keyferry.server.usecase.port.reauth.KeptOrders;

/**
 * Reads the open orders of an edge. One that no server gave is as if it were not there; gateways
 * judge that again. Thread-safe.
 */
public final class ReadOrders {
    /** Rows that are looked at; forged ones may stand among them. */
    private static final int MAX_ROWS = 1_024;

    private final KeptOrders kept;
    private final EdgeKeys keys;
    private final Epoch epoch;

    /**
     * @param epoch the store's
     */
    public ReadOrders(KeptOrders kept, EdgeKeys keys, Epoch epoch) {
        this.kept = kept;
        this.keys = keys;
        this.epoch = epoch;
    }

    /** The first of those past {@code after}. */
    public ReauthOrders open(EdgeId edge, Revision after) throws InterruptedException {
        RecordKey key = keys.recordKey(edge);
        return new ReauthOrders(
                kept.open(edge, after, MAX_ROWS).stream()
                        .filter(order -> key.isAuthentic(epoch, edge, order))
                        .limit(ReauthOrders.MAX_ORDERS)
                        .toList());
    }
}

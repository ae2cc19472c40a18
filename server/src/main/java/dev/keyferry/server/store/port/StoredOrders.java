package dev.keyferry.server.store.port;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.reauth.ReauthOrder;
import dev.keyferry.server.store.rows.reauth.ReauthRow;
import dev.keyferry.server.usecase.port.reauth.KeptOrders;
import java.time.InstantSource;
import java.util.List;

/** Orders to authenticate anew. Thread-safe. */
public record StoredOrders(ReaderPools readers, InstantSource clock) implements KeptOrders {
    @Override
    public List<ReauthOrder> open(EdgeId edge, Revision after, int limit)
            throws InterruptedException {
        return readers.few()
                .read(statements ->
                        ReauthRow.open(statements, edge, after, clock.instant(), limit));
    }
}

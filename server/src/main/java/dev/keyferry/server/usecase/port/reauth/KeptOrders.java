package dev.keyferry.server.usecase.port.reauth;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.reauth.ReauthOrder;
import java.util.List;

/** Reads orders to reauthenticate, as they were last committed. Thread-safe. */
public interface KeptOrders {
    /**
     * The edge's orders past {@code after} that have not ended, by their numbers, at most so many.
     *
     * @throws dev.keyferry.server.usecase.port.StoreUnavailable if the store fails
     */
    List<ReauthOrder> open(EdgeId edge, Revision after, int limit) throws InterruptedException;
}

package dev.keyferry.server.usecase.port.edge;

import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.Revision;

/** Keeps durably how far a gateway may have read. Thread-safe. */
public interface ReachNotes {
    /**
     * The gateway is about to be handed what it asks for.
     *
     * @throws dev.keyferry.server.usecase.port.StoreUnavailable if that cannot be kept: it must not
     *     be handed anything then
     * @throws dev.keyferry.server.usecase.refusal.Refusal if there is no such gateway, or too many
     *     changes wait
     */
    void open(GatewayName gateway) throws InterruptedException;

    /**
     * The gateway has read the present epoch up to there, which is further than the store goes.
     * Returns whether that is believed and news.
     *
     * @throws dev.keyferry.server.usecase.port.StoreUnavailable if that cannot be kept
     * @throws dev.keyferry.server.usecase.refusal.Refusal if too many changes wait
     */
    boolean newer(GatewayName gateway, Revision read) throws InterruptedException;
}

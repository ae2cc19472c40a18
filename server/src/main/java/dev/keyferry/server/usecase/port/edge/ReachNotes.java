package dev.keyferry.server.usecase.port.edge;

import dev.keyferry.feed.id.GatewayName;

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
}

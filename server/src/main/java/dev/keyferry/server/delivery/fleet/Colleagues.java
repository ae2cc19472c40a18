package dev.keyferry.server.delivery.fleet;

import dev.keyferry.server.usecase.progress.Heard;

/** The other servers of a deployment, as those who hear gateways see them. Thread-safe. */
@FunctionalInterface
public interface Colleagues {
    /** There are none. */
    Colleagues NONE = heard -> {};

    /**
     * Tells them what a gateway said, and returns when they can know it, so that what it says next,
     * to whichever server, is known later.
     *
     * @throws dev.keyferry.server.usecase.port.StoreUnavailable if they cannot be told
     */
    void tell(Heard heard) throws InterruptedException;
}

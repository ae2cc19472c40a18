package dev.keyferry.server.delivery;

import dev.keyferry.server.usecase.port.ProgressBoard.Word;

/** The other servers of a deployment, as those who hear gateways see them. Thread-safe. */
@FunctionalInterface
public interface Colleagues {
    /** There are none. */
    Colleagues NONE = word -> {};

    /**
     * Tells them what a gateway said, and returns when they can know it, so that what it says next,
     * to whichever server, is known later.
     *
     * @throws dev.keyferry.server.usecase.port.StoreUnavailable if they cannot be told
     */
    void tell(Word word) throws InterruptedException;
}

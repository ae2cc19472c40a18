package dev.keyferry.server.usecase.port;

import dev.keyferry.feed.id.Revision;

/** Makes changes, one after the other, each in a transaction with its audit. Thread-safe. */
public interface Writer {
    /**
     * Decides and commits the change, and returns its answer when it is durable. Where the decision
     * itself is broken, only this change fails, nothing is changed, and what it threw comes back as
     * the cause of an unchecked exception that is none of those below.
     *
     * @throws dev.keyferry.server.usecase.refusal.Refusal what the change's own decision threw;
     *     nothing was changed
     * @throws dev.keyferry.server.usecase.refusal.Refusal.Busy if too many changes wait already
     * @throws StoreUnavailable if the store failed; its message tells whether it is known that
     *     nothing was changed
     * @throws InterruptedException if the caller was interrupted while it waited; the change may
     *     still take effect
     */
    <T> T write(Change<T> change) throws InterruptedException;

    /**
     * Decides the change on the store as it is now and returns what the answer would be. Nothing is
     * written, and the decision must not seal anything.
     *
     * @throws dev.keyferry.server.usecase.refusal.Refusal what the change's own decision threw
     * @throws StoreUnavailable if the store failed
     */
    <T> T preview(Change<T> change) throws InterruptedException;

    /** The newest revision that was committed. */
    Revision head();
}

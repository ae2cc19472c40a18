package dev.keyferry.feed.reauth;

/**
 * The control plane as a gateway sees it that has peers authenticate anew; the implementation knows
 * which gateway is asking. Thread-safe.
 */
public interface Reauthenticating {
    /**
     * Returns the open orders of the gateway's edge past the question's number. Where there are
     * none it waits, for as long as the question says.
     *
     * @throws dev.keyferry.feed.FeedUnavailable if the control plane cannot be reached or cannot
     *     read its store
     * @throws InterruptedException if the waiting thread is interrupted
     */
    ReauthOrders orders(ReauthQuestion question) throws InterruptedException;

    /**
     * Tells what came of an order. To tell it again is harmless.
     *
     * @throws dev.keyferry.feed.FeedUnavailable if the control plane cannot be reached
     * @throws InterruptedException if the waiting thread is interrupted; it may have been told
     */
    void tell(ReauthOutcome outcome) throws InterruptedException;
}

package dev.keyferry.feed.witness;

/**
 * The control plane as a gateway sees it that bears witness of the audit; the implementation knows
 * which gateway is asking. Thread-safe.
 */
public interface Witnessing {
    /**
     * Returns the newest head of the audit, and hears which one the gateway remembers.
     *
     * @throws dev.keyferry.feed.FeedUnavailable if the control plane cannot be reached or cannot
     *     read its store
     * @throws InterruptedException if the waiting thread is interrupted
     */
    HeadAnswer head(HeadQuestion question) throws InterruptedException;
}

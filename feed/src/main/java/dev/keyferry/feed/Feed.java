package dev.keyferry.feed;

import dev.keyferry.feed.evidence.Evidence;

/**
 * The way from the control plane to one gateway, as that gateway sees it: the implementation knows
 * which gateway is asking, so a gateway reads its own edge and reports for itself only.
 * Thread-safe.
 */
public interface Feed {
    /**
     * Returns the records after the poll's position. Where there are none it waits, for as long as
     * the poll says, and then answers with an empty page.
     *
     * @throws FeedUnavailable if the control plane cannot be reached or cannot read its store
     * @throws InterruptedException if the waiting thread is interrupted
     */
    PollAnswer poll(Poll poll) throws InterruptedException;

    /**
     * Tells what the gateway holds. A report replaces the one before of the same session; a report
     * of a former session is ignored.
     *
     * @throws FeedUnavailable if the control plane cannot be reached
     * @throws InterruptedException if the waiting thread is interrupted; it may have been told
     */
    void report(Report report) throws InterruptedException;

    /**
     * Tells what was seen of the tunnels' peers, and returns once it is durable; the gateway tells
     * it again where it is not. Evidence in an epoch that is not the store's, and of tunnels that
     * are not the edge's, is taken and left aside.
     *
     * @throws FeedUnavailable if the control plane cannot be reached or cannot write its store
     * @throws InterruptedException if the waiting thread is interrupted; it may be durable
     */
    void evidence(Evidence evidence) throws InterruptedException;
}

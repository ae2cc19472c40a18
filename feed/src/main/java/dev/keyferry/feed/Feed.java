package dev.keyferry.feed;

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
     */
    void report(Report report);
}

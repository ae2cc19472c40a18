package dev.keyferry.feed.reseal;

/**
 * The control plane as a gateway sees it that seals keys anew; the implementation knows which
 * gateway is asking. Thread-safe.
 */
public interface Resealing {
    /**
     * Tells which edge keys the gateway has and needs, and brings what it sealed anew. What is not
     * the present key of its tunnel any more is left aside, so that to bring a thing twice, or what
     * another gateway has brought, is harmless.
     *
     * @return what is still sealed to former edge keys
     * @throws dev.keyferry.feed.FeedUnavailable if the control plane cannot be reached or does not
     *     take it
     * @throws InterruptedException if the waiting thread is interrupted; it may have been taken
     */
    ResealWork exchange(Resealed resealed) throws InterruptedException;
}

package dev.keyferry.feed;

/**
 * The control plane does not answer now; the gateway goes on with what it holds and asks again
 * later.
 */
public final class FeedUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    public FeedUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}

package dev.keyferry.server.http.request;

import dev.keyferry.server.http.answer.ApiCode;
import dev.keyferry.server.http.answer.ErrorAnswer;
import dev.keyferry.server.http.answer.RequestRefused;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Bounds the bodies that are held in memory at once, over all calls that run. A body of unknown
 * length counts as a full one. Thread-safe.
 */
public final class BodyBudget {
    /** Bytes of bodies over all running calls. */
    public static final int MAX_BYTES = 64 * 1024 * 1024;

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Semaphore bytes;

    public BodyBudget(int maxBytes) {
        this.bytes = new Semaphore(maxBytes);
    }

    /**
     * Takes room for one body; the share is to be closed when the call ends.
     *
     * @param declared the body's length by its own account; negative if it gives none
     * @throws RequestRefused if there is no room now
     */
    public Share take(long declared) {
        int size =
                (int)
                        (declared < 0
                                ? RequestBody.MAX_BYTES
                                : Math.min(declared, RequestBody.MAX_BYTES));
        if (!bytes.tryAcquire(size)) {
            throw new RequestRefused(ErrorAnswer.of(503, ApiCode.UNAVAILABLE).retryAfter(RETRY));
        }
        return new Share(size);
    }

    /** What one call holds, until it is closed. Confined to one thread. */
    public final class Share implements AutoCloseable {
        private final int size;

        private Share(int size) {
            this.size = size;
        }

        @Override
        public void close() {
            bytes.release(size);
        }
    }
}

package dev.keyferry.app.api;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * Closes the body of an answer that does not end in time, so that whoever waits for more of it goes
 * on. Thread-safe.
 */
final class Deadline implements AutoCloseable {
    private final Thread clock;
    private volatile boolean isOver;

    Deadline(InputStream body, Duration left) {
        clock = Thread.ofVirtual().name("answer deadline").start(() -> watch(body, left));
    }

    /** Whether it closed the body; what was read may be a part. */
    boolean isOver() {
        return isOver;
    }

    private void watch(InputStream body, Duration left) {
        try {
            Thread.sleep(left);
            isOver = true;
            body.close();
        } catch (InterruptedException ended) {
            // The answer was read before.
        } catch (IOException e) {
            // Whoever reads hears of it.
        }
    }

    @Override
    public void close() {
        clock.interrupt();
    }
}

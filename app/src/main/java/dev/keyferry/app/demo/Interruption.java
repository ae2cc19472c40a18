package dev.keyferry.app.demo;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The end of the demo by a signal. Ctrl-C reaches the demo's own processes as it reaches this one,
 * so whatever is being shown fails then, and nobody is to be told. Thread-safe.
 */
final class Interruption {
    /** By how much a process may end before this one has heard of the signal. */
    private static final Duration LATER = Duration.ofSeconds(1);

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch held = new CountDownLatch(1);

    void begin() {
        begun.countDown();
    }

    boolean isBegun() {
        return begun.getCount() == 0;
    }

    /** Whether a failure that was just seen comes from it. */
    boolean isBehindFailure() throws InterruptedException {
        return begun.await(LATER.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Does not return: the process is about to end. */
    void hold() throws InterruptedException {
        held.countDown();
        new CountDownLatch(1).await();
    }

    /** Waits until nothing is shown or written any more, but not for ever. */
    void awaitHeld(Duration atMost) {
        try {
            held.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

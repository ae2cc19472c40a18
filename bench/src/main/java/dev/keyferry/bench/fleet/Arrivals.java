package dev.keyferry.bench.fleet;

import dev.keyferry.bench.report.Times;
import java.time.Duration;
import java.util.Optional;

/** When news came to the gateways that wait for it. Thread-safe. */
public final class Arrivals {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private long start;
    private int missing;
    private Times times = new Times();
    private Optional<RuntimeException> failure = Optional.empty();

    /**
     * Starts the clock.
     *
     * @param gateways that the news is for
     * @param into gets the time of each
     */
    public synchronized void expect(int gateways, Times into) {
        missing = gateways;
        times = into;
        start = System.nanoTime();
    }

    /**
     * Waits until it came to all of them.
     *
     * @throws IllegalStateException if it does not, or a gateway lost its server
     */
    public synchronized void await() throws InterruptedException {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (missing > 0 && failure.isEmpty()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new IllegalStateException(missing + " gateways were told nothing");
            }
            wait(Math.max(1, left / 1_000_000));
        }
        if (failure.isPresent()) {
            throw new IllegalStateException("a gateway lost its server", failure.get());
        }
    }

    synchronized void add() {
        times.add(Duration.ofNanos(System.nanoTime() - start));
        missing--;
        notifyAll();
    }

    synchronized void fail(RuntimeException cause) {
        failure = Optional.of(cause);
        notifyAll();
    }
}

package dev.keyferry.gateway.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A moment on two clocks: one that nobody sets, to count from, and one that people read.
 *
 * @param nanos of {@link System#nanoTime}
 */
public record Moment(long nanos, Instant time) {
    public static Moment now() {
        return new Moment(System.nanoTime(), Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    /** True if more than this has passed since. */
    public boolean isOlderThan(Duration age) {
        return System.nanoTime() - nanos > age.toNanos();
    }
}

package dev.keyferry.gateway;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Pauses between attempts: they double up to a limit, and each is shortened at random, so that many
 * gateways do not come back at once. Confined to one thread.
 */
final class Retry {
    static final Duration FIRST = Duration.ofMillis(50);
    static final Duration LONGEST = Duration.ofSeconds(5);

    private final RandomGenerator random;
    private Duration next = FIRST;

    Retry(RandomGenerator random) {
        this.random = random;
    }

    void succeeded() {
        next = FIRST;
    }

    void pause() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(nextPause().toMillis());
    }

    /** From half of the present limit to all of it. */
    Duration nextPause() {
        long limit = next.toMillis();
        next = next.multipliedBy(2).compareTo(LONGEST) < 0 ? next.multipliedBy(2) : LONGEST;
        return Duration.ofMillis(limit / 2 + random.nextLong(limit / 2 + 1));
    }
}

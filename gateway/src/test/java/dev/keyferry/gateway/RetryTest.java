package dev.keyferry.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RetryTest {
    private static final int ATTEMPTS = 20;

    @Test
    void pausesDoubleUpToTheLimitAndStayWithinTheirHalf() {
        long seed = System.nanoTime();
        Retry retry = new Retry(new Random(seed));
        Duration limit = Retry.FIRST;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            assertThat(retry.nextPause())
                    .as("seed %s, attempt %s", seed, attempt)
                    .isBetween(limit.dividedBy(2), limit);
            Duration doubled = limit.multipliedBy(2);
            limit = doubled.compareTo(Retry.LONGEST) < 0 ? doubled : Retry.LONGEST;
        }
        assertThat(limit).isEqualTo(Retry.LONGEST);
    }

    @Test
    void successStartsAnew() {
        Retry retry = new Retry(new Random(1));
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            retry.nextPause();
        }

        retry.succeeded();

        assertThat(retry.nextPause()).isLessThanOrEqualTo(Retry.FIRST);
    }
}

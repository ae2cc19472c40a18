package dev.keyferry.app.command.psk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Duration BETWEEN = Duration.ofSeconds(10);

    private final SteppedTimer timer = new SteppedTimer();
    private final Pace pace = new Pace(BETWEEN, timer);

    /** Its time passes by sleeping, and where a test says so. */
    private static final class SteppedTimer implements Pace.Timer {
        // So that times before and after an overflow are met.
        private long nanos = Long.MAX_VALUE - Duration.ofSeconds(15).toNanos();
        private final List<Duration> slept = new ArrayList<>();

        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public void sleep(Duration time) {
            slept.add(time);
            nanos += time.toNanos();
        }
    }

    @Test
    void firstActIsNotWaitedFor() throws InterruptedException {
        pace.await();
        assertThat(timer.slept).isEmpty();
    }

    @Test
    void timeCountsFromTheBeginOfTheLastAct() throws InterruptedException {
        act(Duration.ofSeconds(3));
        pace.await();
        act(Duration.ofSeconds(4));
        pace.await();
        assertThat(timer.slept).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(6));
    }

    @Test
    void actThatTookLongIsFollowedAtOnce() throws InterruptedException {
        act(Duration.ofSeconds(43));
        pace.await();
        assertThat(timer.slept).isEmpty();
    }

    @Test
    void whatTouchedNothingIsFollowedAtOnceButNotInPlaceOfAnAct() throws InterruptedException {
        act(Duration.ofSeconds(1));
        pace.await();
        pace.await();
        assertThat(timer.slept).containsExactly(Duration.ofSeconds(9));
    }

    private void act(Duration takes) {
        long began = pace.nanos();
        timer.nanos += takes.toNanos();
        pace.acted(began);
    }
}

package dev.keyferry.server.delivery.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.id.Revision;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StepsTest {
    private static final Instant START = Instant.parse("2026-11-23T09:00:00Z");

    private final Steps steps = new Steps();

    @Test
    void remembersAsManyStepsAsItSaysAndThenForgetsTheOldest() {
        for (int i = 1; i <= Steps.MAX_STEPS; i++) {
            steps.move(new Revision(i), START.plusSeconds(i));
        }
        assertThat(Steps.since(steps.copy(), new Revision(1))).contains(START.plusSeconds(1));

        steps.move(new Revision(Steps.MAX_STEPS + 1), START.plusSeconds(1_000));

        assertThat(steps.copy()).hasSize(Steps.MAX_STEPS);
        assertThat(Steps.since(steps.copy(), new Revision(1))).contains(START.plusSeconds(2));
        assertThat(Steps.since(steps.copy(), new Revision(Steps.MAX_STEPS + 1)))
                .contains(START.plusSeconds(1_000));
        assertThat(Steps.since(steps.copy(), new Revision(Steps.MAX_STEPS + 2))).isEmpty();
    }

    @Test
    void keepsTheFirstTimeOfAPositionThatStays() {
        steps.move(new Revision(4), START);
        steps.move(new Revision(4), START.plusSeconds(1));

        assertThat(Steps.since(steps.copy(), new Revision(4))).contains(START);
    }
}

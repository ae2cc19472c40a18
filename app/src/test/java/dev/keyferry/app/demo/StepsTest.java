package dev.keyferry.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class StepsTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Interruption interruption = new Interruption();
    private final Steps steps =
            new Steps(new PrintStream(out, true, StandardCharsets.UTF_8), interruption);

    @Test
    void printsALineForEachStepAndCounts() throws InterruptedException {
        assertThat(steps.run("first", () -> {})).isTrue();
        assertThat(steps.run("second", () -> StepFailed.unless(false, "saw\nthis"))).isFalse();
        assertThat(steps.make("third", () -> "made")).contains("made");
        assertThat(out.toString(StandardCharsets.UTF_8))
                .matches(
                        """
                        ok   first  \\(\\d+\\.\\d\\d s\\)
                        FAIL second  \\(\\d+\\.\\d\\d s\\)
                             saw
                             this
                        ok   third  \\(\\d+\\.\\d\\d s\\)
                        """);
        assertThat(steps.summary()).isEqualTo("demo: 2 ok, 1 failed");
        assertThat(steps.areAllDone()).isFalse();
    }

    @Test
    void aFileThatCannotBeReadFailsItsStepAndNoOther() throws InterruptedException {
        assertThat(
                        steps.run(
                                "first",
                                () -> {
                                    throw new UncheckedIOException(new IOException("gone"));
                                }))
                .isFalse();
        assertThat(steps.summary()).isEqualTo("demo: 0 ok, 1 failed");
    }

    @Test
    void aFailedStepMakesNothing() throws InterruptedException {
        assertThat(
                        steps.make(
                                "first",
                                () -> {
                                    throw new StepFailed("no");
                                }))
                .isEmpty();
    }

    @Test
    void whatFailsBecauseOfAnInterruptionIsNotToldAndNothingIsRunAfterIt() throws Exception {
        CountDownLatch failing = new CountDownLatch(1);
        Thread telling =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                steps.run(
                                        "first",
                                        () -> {
                                            failing.countDown();
                                            throw new StepFailed("the process was ended");
                                        });
                                steps.run("second", () -> {});
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        failing.await();
        interruption.begin();
        interruption.awaitHeld(Duration.ofSeconds(10));
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(telling.isAlive()).isTrue();
        telling.interrupt();
        telling.join();
    }
}

package dev.keyferry.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class TimesTest {
    private static final Percentage THREE_DIGITS = Percentage.withPercentage(0.1);

    private final Times times = new Times();

    @Test
    void tellsTheTimeWithinWhichAPartOfTheWorkWasDone() {
        IntStream.rangeClosed(1, 100).forEach(n -> times.add(Duration.ofMillis(n)));

        assertThat(times.median().toNanos()).isCloseTo(50_000_000L, THREE_DIGITS);
        assertThat(times.percentile(99).toNanos()).isCloseTo(99_000_000L, THREE_DIGITS);
        assertThat(times.percentile(100).toNanos()).isCloseTo(100_000_000L, THREE_DIGITS);
    }

    @Test
    void comparesMedians() {
        Times yardstick = new Times();
        yardstick.add(Duration.ofMillis(2));
        times.add(Duration.ofMillis(1));
        times.add(Duration.ofMillis(3));
        times.add(Duration.ofMillis(50));

        assertThat(times.ratioTo(yardstick)).isCloseTo(1.5, Percentage.withPercentage(1));
    }

    @Test
    void hasNoFigureWhereNothingWasMeasured() {
        assertThatThrownBy(times::median).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void showsMillisecondsInTheOrderOfMeasuring() {
        times.add(Duration.ofNanos(1_234_567));
        times.add(Duration.ofMillis(432));

        assertThat(times.all()).isEqualTo("1.23 432");
        assertThat(Times.text(Duration.ofMillis(5))).isEqualTo("5.00 ms");
    }
}

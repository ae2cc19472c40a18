package dev.keyferry.server.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.server.http.limit.Windows.Count;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class WindowsTest {
    private static final Duration LENGTH = Duration.ofMinutes(1);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final Windows<String> windows = new Windows<>(now::get, LENGTH, 2);

    @Test
    void countsFromTheFirstToTheEndOfTheWindow() {
        assertThat(windows.count("a")).isEqualTo(new Count(1, LENGTH));
        now.set(Instant.EPOCH.plus(LENGTH).minusNanos(1));
        assertThat(windows.count("a")).isEqualTo(new Count(2, Duration.ofNanos(1)));
        now.set(Instant.EPOCH.plus(LENGTH));
        assertThat(windows.count("a")).isEqualTo(new Count(1, LENGTH));
    }

    @Test
    void countsEachAlone() {
        windows.count("a");
        assertThat(windows.count("b").done()).isEqualTo(1);
    }

    @Test
    void aClockThatIsSetBackHoldsNobodyUp() {
        now.set(Instant.EPOCH.plusSeconds(1_000_000));
        windows.count("a");
        now.set(Instant.EPOCH);
        assertThat(windows.count("a")).isEqualTo(new Count(1, LENGTH));
    }

    @Test
    void forgetsWhoWasIdleLongestOnceThereAreTooMany() {
        windows.count("a");
        windows.count("b");
        windows.count("a");
        assertThat(windows.size()).isEqualTo(2);
        windows.count("c");
        assertThat(windows.size()).isEqualTo(2);
        assertThat(windows.count("a").done()).isEqualTo(3);
        assertThat(windows.count("b").done()).isEqualTo(1);
    }
}

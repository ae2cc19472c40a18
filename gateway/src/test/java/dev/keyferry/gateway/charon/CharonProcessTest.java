package dev.keyferry.gateway.charon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CharonProcessTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @ParameterizedTest
    @CsvSource({
        "0 seconds, PT1S",
        "1 second, PT2S",
        "120 seconds, PT121S",
        "2 minutes, PT3M",
        "119 minutes, PT2H",
        "47 hours, PT48H",
        "3 days, PT96H",
    })
    void ageIsAtMostOneUnitMoreThanSaid(String running, Duration atMost) {
        assertThat(CharonProcess.atMost(running)).contains(atMost);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1 seconds", "1 week", "9999999999 days"})
    void whatIsNoAgeTellsNothing(String running) {
        assertThat(CharonProcess.atMost(running)).isEmpty();
    }

    @Test
    void processIsAnotherOnlyIfItsAgeLeavesNoDoubt() {
        CharonProcess earlier = process(10, Optional.empty());

        assertThat(process(15, Optional.of(Duration.ofSeconds(5))).isStartedAfter(earlier))
                .isTrue();
        assertThat(process(15, Optional.of(Duration.ofSeconds(6))).isStartedAfter(earlier))
                .isFalse();
        assertThat(process(15, Optional.empty()).isStartedAfter(earlier)).isFalse();
    }

    private static CharonProcess process(long seconds, Optional<Duration> atMostOld) {
        return new CharonProcess(seconds * SECOND, seconds * SECOND, atMostOld);
    }
}

package dev.keyferry.app.doctor.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.app.doctor.Level;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ServerCheckTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    @Test
    void clocksMayBeApartBySomeSecondsInEitherDirection() {
        assertThat(level(ServerCheck.CLOCKS_APART)).isEqualTo(Level.OK);
        assertThat(level(ServerCheck.CLOCKS_APART.plusMillis(1))).isEqualTo(Level.WARN);
        assertThat(level(ServerCheck.CLOCKS_APART.plusMillis(1).negated())).isEqualTo(Level.WARN);
        assertThat(level(ServerCheck.CLOCKS_FAR_APART)).isEqualTo(Level.WARN);
        assertThat(level(ServerCheck.CLOCKS_FAR_APART.plusMillis(1))).isEqualTo(Level.FAIL);
    }

    private static Level level(Duration apart) {
        return ServerCheck.clocks(NOW, NOW.plus(apart)).level();
    }
}

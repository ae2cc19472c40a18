package dev.keyferry.app.doctor.charon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.app.doctor.Level;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionCheckTest {
    @ParameterizedTest
    @CsvSource({
        "5.9.7, WARN",
        "5.9.8, OK",
        "5.9.14, OK",
        "5.10.0dr1, OK",
        "6.0.6, OK",
        "6.0, OK",
        "6.1.0, WARN",
        "10.0.0, WARN",
        "4.6.4, WARN",
        "git, WARN",
        "'', WARN"
    })
    void knowsWhatTheAgentWasTriedWith(String version, Level level) {
        assertThat(VersionCheck.finding(version).level()).isEqualTo(level);
    }
}

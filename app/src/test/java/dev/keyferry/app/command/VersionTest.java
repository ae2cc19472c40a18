package dev.keyferry.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class VersionTest {
    @Test
    void isThatOfTheBuild() {
        Invocation shown = Invocation.of(Map.of(), "", "--version");
        assertThat(shown.exit()).isZero();
        assertThat(shown.err()).isEmpty();
        assertThat(shown.out()).matches("keyferry \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\n");
    }

    @Test
    void isThatOfThePackageWhereThereIsOne() {
        System.setProperty("keyferry.version", "0.1.0~20261123000000.g1234");
        try {
            assertThat(Invocation.of(Map.of(), "", "--version").out())
                    .isEqualTo("keyferry 0.1.0~20261123000000.g1234\n");
        } finally {
            System.clearProperty("keyferry.version");
        }
    }
}

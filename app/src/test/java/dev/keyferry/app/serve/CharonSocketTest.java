package dev.keyferry.app.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.app.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CharonSocketTest {
    @Test
    void takesAUnixSocketForCharon() {
        assertThat(CharonSocket.parse("unix:///run/charon.vici").path())
                .hasToString("/run/charon.vici");
    }

    @Test
    void refusesCharonOverTcpAndSaysWhy() {
        assertThatThrownBy(() -> CharonSocket.parse("tcp://127.0.0.1:4502"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("obeys everybody");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/run/charon.vici", "unix://", "unix://run/charon.vici", "http://x/"})
    void refusesWhatIsNoSocket(String text) {
        assertThatThrownBy(() -> CharonSocket.parse(text)).isInstanceOf(Failure.class);
    }
}

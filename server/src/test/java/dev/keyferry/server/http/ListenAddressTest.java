package dev.keyferry.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListenAddressTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8787,127.0.0.1:8787",
        "127.9.9.9:0,127.9.9.9:0",
        "localhost:1,127.0.0.1:1",
        "[::1]:65535,[0:0:0:0:0:0:0:1]:65535"
    })
    void takesLoopbackAddresses(String text, String printed) {
        assertThat(ListenAddress.parse(text)).hasToString(printed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0:8787", "192.0.2.1:8787", "[::]:8787", "[2001:db8::1]:1"})
    void refusesEveryOtherAddress(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ListenAddress.parse(text))
                .withMessageContaining("loopback");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "8787", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "example.org:1"})
    void refusesWhatIsNoHostAndPort(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ListenAddress.parse(text));
    }
}

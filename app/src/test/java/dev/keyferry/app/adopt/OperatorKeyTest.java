package dev.keyferry.app.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorKeyTest {
    /** What {@code chunk_from_base64} makes of them. */
    @ParameterizedTest
    @CsvSource({
        "0sYWJj, 616263",
        "0SYWI=, 6162",
        "0sYQ==, 61",
        "0sYR==, 61",
        "0sYWJjYWI, 616263",
        "0sYWJjY, 616263",
        "0sYWJj=, 616263",
        "0sYWJj*?, 616263",
        "0s-_+/, fbffbf",
        "0x616263, 616263"
    })
    void aKeyIsReadAsCharonReadsIt(String text, String hex) {
        assertThat(hex(OperatorKey.encoded(text))).isEqualTo(hex);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0sYW*j", "0sY W=", "0sYQ==YWJj", "0sY===", "0s====", "0sYW\u00e4j", "0xzz"})
    void whatCharonWouldMakeOtherBytesOfIsNoKey(String text) {
        assertThat(OperatorKey.encoded(text).psk()).isEmpty();
    }

    @Test
    void lessThanFourCharactersAreNoBytes() {
        assertThat(OperatorKey.encoded("0sYWI").flaw()).isEqualTo("is empty");
    }

    @Test
    void aPlainKeyIsItsOwnBytes() {
        assertThat(hex(OperatorKey.plain("0sYWJj")))
                .isEqualTo(
                        HexFormat.of().formatHex("0sYWJj".getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static String hex(OperatorKey key) {
        return HexFormat.of().formatHex(key.psk().orElseThrow().reveal());
    }
}

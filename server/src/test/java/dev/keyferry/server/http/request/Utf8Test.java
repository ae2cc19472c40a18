package dev.keyferry.server.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class Utf8Test {
    @Test
    void encodesEveryCodePointAsTheJdkDoes() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                continue;
            }
            String text = Character.toString(c);
            byte[] expected = text.getBytes(StandardCharsets.UTF_8);
            byte[] encoded = Utf8.encode(text.toCharArray(), 0, text.length()).orElseThrow();
            if (!Arrays.equals(encoded, expected)) {
                assertThat(encoded).as("U+%X", c).isEqualTo(expected);
            }
        }
    }

    @Test
    void encodesAStretchOnly() {
        char[] text = "xxkeyx".toCharArray();
        assertThat(Utf8.encode(text, 2, 3)).contains("key".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void refusesHalvesOfSurrogatePairs() {
        for (String text : new String[] {"\ud800", "\udc00", "a\ud800b", "\udc00\ud800"}) {
            assertThat(Utf8.encode(text.toCharArray(), 0, text.length())).isEmpty();
            assertThat(Utf8.isEncodable(text)).isFalse();
        }
        assertThat(Utf8.isEncodable("a😀")).isTrue();
    }
}

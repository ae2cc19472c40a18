package dev.keyferry.feed.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.feed.codec.MalformedFeed;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlatObjectTest {
    private static final int ROUNDS = 2_000;
    private static final int MAX = 1_000;

    @Test
    void everyTextComesBackAsItWas() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("FlatObjectTest: seed " + seed);
        var random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            var members = new LinkedHashMap<String, String>();
            for (int left = random.nextInt(5); left > 0; left--) {
                members.put(text(random), text(random));
            }
            assertThat(FlatObject.read(FlatObject.write(members), MAX))
                    .as("seed %d", seed)
                    .isEqualTo(members);
        }
    }

    @Test
    void readsBlanksAndEveryEscape() {
        assertThat(read(" {\t\"a\" :\r\n \"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u20AC\\u00e9\" } "))
                .isEqualTo(Map.of("a", "\"\\/\b\f\n\r\t\u20ac\u00e9"));
        assertThat(read("{}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "[]",
                "null",
                "\"a\"",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":\"",
                "{\"a\":\"b",
                "{\"a\":\"b\"",
                "{\"a\":\"b\",",
                "{\"a\":\"b\",}",
                "{,}",
                "{\"a\":\"b\"}x",
                "{\"a\":\"b\"}{}",
                "{\"a\":1}",
                "{\"a\":null}",
                "{\"a\":{}}",
                "{\"a\":[]}",
                "{a:\"b\"}",
                "{'a':'b'}",
                "{\"a\" \"b\"}",
                "{\"a\":\"b\" \"c\":\"d\"}",
                "{\"a\":\"b\",\"a\":\"c\"}",
                "{\"a\":\"b\",\"\\u0061\":\"c\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\",
                "{\"a\":\"\\u12",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":\"\\u\u0661\u0661\u0661\u0661\"}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\u0000\"}",
                "\ufeff{}",
                "{\"a\":\"b\"}\u00a0",
                "{\"a\":\"b\"} /* */",
            })
    void refusesAnythingElse(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(MalformedFeed.class);
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        byte[] form = {'{', '"', 'a', '"', ':', '"', (byte) 0xc3, '"', '}'};

        assertThatThrownBy(() -> FlatObject.read(form, MAX)).isInstanceOf(MalformedFeed.class);
    }

    @Test
    void readsUpToItsLimitAndNoByteMore() {
        byte[] form = "{\"a\":\"b\"}".getBytes(StandardCharsets.UTF_8);

        assertThat(FlatObject.read(form, form.length)).isEqualTo(Map.of("a", "b"));
        assertThatThrownBy(() -> FlatObject.read(form, form.length - 1))
                .isInstanceOf(MalformedFeed.class);
    }

    private static Map<String, String> read(String text) {
        return FlatObject.read(text.getBytes(StandardCharsets.UTF_8), MAX);
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (int left = random.nextInt(8); left > 0; left--) {
            text.append(random.nextBoolean() ? (char) random.nextInt(0x30) : "\\\"a\u20ac");
        }
        return text.toString();
    }
}

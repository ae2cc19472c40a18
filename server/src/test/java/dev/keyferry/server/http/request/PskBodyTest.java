package dev.keyferry.server.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.server.usecase.PskEntry;
import dev.keyferry.server.usecase.keys.SentKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PskBodyTest {
    @Test
    void readsEntriesInOrderAndKeysAsBytes() {
        List<PskEntry> entries =
                PskBody.read(
                        Bodies.of(
                                """
                                {"psks":[{"id":"b","psk":"first key"},{"psk":"\\u00e4\\ud83d\\ude00","id":"a"}]}
                                """));
        assertThat(entries).extracting(PskEntry::id).containsExactly("b", "a");
        assertThat(bytes(entries.get(0))).isEqualTo("first key");
        assertThat(bytes(entries.get(1))).isEqualTo("ä😀");
    }

    @Test
    void skipsMembersOfOtherNamesWhereverTheyStand() {
        List<PskEntry> entries =
                PskBody.read(
                        Bodies.of(
                                """
                                {"a":{"psks":[1]},"psks":[{"x":[{}],"id":"i","psk":"k","y":null}],"z":1.5}
                                """));
        assertThat(entries).extracting(PskEntry::id).containsExactly("i");
    }

    @Test
    void takesAnEmptyListAndKeysOfAnySizeForTheUseCaseToJudge() {
        assertThat(PskBody.read(Bodies.of("{\"psks\":[]}"))).isEmpty();
        assertThat(key("x".repeat(255))).isInstanceOf(SentKey.Sized.class);
        assertThat(key("x".repeat(256))).isInstanceOf(SentKey.Oversized.class);
        assertThat(key("")).isInstanceOf(SentKey.Empty.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|/psks",
                "{\"psks\":null}|/psks",
                "{\"psks\":\"MARKER0KEY0MARKER\"}|/psks",
                "{\"psks\":{}}|/psks",
                "{\"psks\":[7]}|/psks/0",
                "{\"psks\":[null]}|/psks/0",
                "{\"psks\":[\"MARKER0KEY0MARKER\"]}|/psks/0",
                "{\"psks\":[{\"id\":\"a\",\"psk\":\"k\"},[]]}|/psks/1",
                "{\"psks\":[{\"psk\":\"MARKER0KEY0MARKER\"}]}|/psks/0/id",
                "{\"psks\":[{\"id\":7,\"psk\":\"MARKER0KEY0MARKER\"}]}|/psks/0/id",
                "{\"psks\":[{\"id\":null,\"psk\":\"k\"}]}|/psks/0/id",
                "{\"psks\":[{\"id\":\"a\"}]}|/psks/0/psk",
                "{\"psks\":[{\"id\":\"a\",\"psk\":null}]}|/psks/0/psk",
                "{\"psks\":[{\"id\":\"a\",\"psk\":true}]}|/psks/0/psk",
                "{\"psks\":[{\"id\":\"a\",\"psk\":{\"MARKER0KEY0MARKER\":1}}]}|/psks/0/psk",
                "{\"psks\":[{\"id\":\"a\",\"psk\":\"MARKER0KEY0MARKER\\ud800\"}]}|/psks/0/psk",
                "{\"psks\":[{\"id\":\"\\udc00\",\"psk\":\"MARKER0KEY0MARKER\"}]}|/psks/0/id",
            })
    void pointsAtWhatIsWrong(String body, String pointer) {
        Bodies.assertRefused(PskBody::read, body, pointer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "MARKER0KEY0MARKER",
                "[]",
                "\"MARKER0KEY0MARKER\"",
                "{\"psks\":[{\"id\":\"a\",\"psk\":\"MARKER0KEY0MARKER",
                "{\"psks\":[{\"id\":\"a\",\"psk\":\"MARKER0KEY0MARKER\"}]",
                "{\"psks\":[]} MARKER0KEY0MARKER",
                "{\"psks\":[]} {}",
                "{\"psks\":[],\"psks\":[]}",
                "{\"psks\":[{\"id\":\"a\",\"id\":\"b\",\"psk\":\"MARKER0KEY0MARKER\"}]}",
                "{\"psks\":[{\"id\":\"a\",\"psk\":\"x\",\"psk\":\"MARKER0KEY0MARKER\"}]}",
                "{\"psks\":[],}",
                "{'psks':[]}",
                "{\"psks\":[] /* MARKER0KEY0MARKER */}",
                "{\"psks\":[{\"id\":\"a\",\"psk\":\"tab\tMARKER0KEY0MARKER\"}]}",
                "{\"psks\":[{\"id\":\"a\",\"psk\":\"\\xMARKER0KEY0MARKER\"}]}",
                "{\"MARKER0KEY0MARKER\":NaN}",
                "\ufeff{\"psks\":[]}",
            })
    void refusesWhatIsNotOneJsonObject(String body) {
        Bodies.assertRefused(PskBody::read, body, "");
    }

    @Test
    void refusesWhatIsNotStrictUtf8() {
        String text = "{\"psks\":[{\"id\":\"a\",\"psk\":\"MARKER0KEY0MARKER#\"}]}";
        byte[][] bad = {
            {(byte) 0xff}, {(byte) 0xc1, (byte) 0x81}, {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
        };
        for (byte[] sequence : bad) {
            String spliced = text.replace("#", new String(sequence, StandardCharsets.ISO_8859_1));
            Bodies.assertRefused(PskBody::read, spliced.getBytes(StandardCharsets.ISO_8859_1), "");
        }
        Bodies.assertRefused(PskBody::read, text.getBytes(StandardCharsets.UTF_16), "");
    }

    @Test
    void takesTheMostEntriesAndRefusesOneMore() {
        assertThat(PskBody.read(Bodies.of(entries(PskEntry.MAX_ENTRIES))))
                .hasSize(PskEntry.MAX_ENTRIES);
        Bodies.assertRefused(PskBody::read, entries(PskEntry.MAX_ENTRIES + 1), "/psks");
    }

    @Test
    void takesTheDeepestNestingAndRefusesOneMore() {
        String open = "[".repeat(JsonBody.MAX_DEPTH - 1);
        String close = "]".repeat(JsonBody.MAX_DEPTH - 1);
        assertThat(PskBody.read(Bodies.of("{\"x\":" + open + close + ",\"psks\":[]}"))).isEmpty();
        Bodies.assertRefused(PskBody::read, "{\"x\":[" + open + close + "],\"psks\":[]}", "");
    }

    @Test
    void takesTheLongestStringAndNameAndRefusesOneMore() {
        String longest = "x".repeat(JsonBody.MAX_STRING);
        assertThat(key(longest)).isInstanceOf(SentKey.Oversized.class);
        Bodies.assertRefused(
                PskBody::read, "{\"psks\":[{\"id\":\"a\",\"psk\":\"x" + longest + "\"}]}", "");
        String name = "n".repeat(JsonBody.MAX_NAME);
        assertThat(PskBody.read(Bodies.of("{\"" + name + "\":1,\"psks\":[]}"))).isEmpty();
        Bodies.assertRefused(PskBody::read, "{\"n" + name + "\":1,\"psks\":[]}", "");
    }

    private static SentKey key(String psk) {
        return PskBody.read(Bodies.of("{\"psks\":[{\"id\":\"a\",\"psk\":\"" + psk + "\"}]}"))
                .getFirst()
                .key();
    }

    private static String bytes(PskEntry entry) {
        return new String(((SentKey.Sized) entry.key()).psk().reveal(), StandardCharsets.UTF_8);
    }

    private static String entries(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"id\":\"%d\",\"psk\":\"12345678\"}".formatted(i))
                .collect(Collectors.joining(",", "{\"psks\":[", "]}"));
    }
}

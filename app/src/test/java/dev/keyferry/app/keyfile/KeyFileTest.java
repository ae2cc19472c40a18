package dev.keyferry.app.keyfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.keyferry.app.Failure;
import dev.keyferry.app.api.KeyEntry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "tunnel,psk\na,one key\nb,\"two, \"\"keys\"\"\"\n",
                "\uFEFFtunnel,psk\r\na,one key\r\n\r\nb,\"two, \"\"keys\"\"\"",
                "[{\"tunnel\":\"a\",\"psk\":\"one key\"}, {\"psk\":\"two, \\\"keys\\\"\",\"id\":\"b\"}]",
                "\uFEFF{\"id\":\"a\",\"psk\":\"one key\"}\r\n{\"id\":\"b\",\"psk\":\"two, \\\"keys\\\"\"}\n",
                "{\"psks\":[{\"id\":\"a\",\"psk\":\"one key\"},{\"id\":\"b\",\"psk\":\"two, \\\"keys\\\"\"}]}"
            })
    void readsTheSameKeysFromEachForm(String text) {
        assertThat(read(text))
                .extracting(KeyEntry::tunnel, KeyEntry::reveal)
                .containsExactly(tuple("a", "one key"), tuple("b", "two, \"keys\""));
    }

    @Test
    void keepsBlanksAndLineEndsOfQuotedKeys() {
        assertThat(read("tunnel,psk\na, blank \nb,\"x\r\ny\"\n"))
                .extracting(KeyEntry::reveal)
                .containsExactly(" blank ", "x\r\ny");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tunnel,psk\n",
                "a,marker-key\n",
                "psk,tunnel\nmarker-key,a\n",
                "tunnel,psk\na,marker-key,more\n",
                "tunnel,psk\nmarker-key\n",
                "tunnel,psk\na,\"marker-key\n",
                "tunnel,psk\na,\"marker\"-key\n",
                "tunnel,psk\na,marker-key\na,marker-key\n",
                "[{\"tunnel\":\"a\",\"psk\":\"marker-key\"",
                "[{\"tunnel\":\"a\",\"psk\":marker-key}]",
                "[{\"tunnel\":\"a\",\"psk\":\"marker-key\",\"psk\":\"marker-key\"}]",
                "[{\"tunnel\":\"a\",\"psk\":\"marker-key\",\"other\":1}]",
                "[{\"tunnel\":\"a\",\"psk\":7}]",
                "[\"marker-key\"]",
                "{\"a\":\"marker-key\"}",
                "[]"
            })
    void refusesEverythingElseWithoutQuotingIt(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure -> assertThat(failure.report()).doesNotContain("marker"));
    }

    @Test
    void namesThePlaceOfWhatIsWrong() {
        assertThatThrownBy(() -> read("tunnel,psk\n\"a\nb\",key\nc\n"))
                .hasMessageContaining("line 4 has 1 fields");
        assertThatThrownBy(() -> read("[{\"tunnel\":\"a\",\"psk\":\"b\"},\n {\"tunnel\":\"c\"}]"))
                .hasMessageContaining("entry 2");
        assertThatThrownBy(() -> read("[\n{\"tunnel\":x}]")).hasMessageContaining("line 2");
    }

    @Test
    void takesTenThousandEntriesAndNoMore() {
        assertThat(read(csv(KeyFile.MAX_ENTRIES))).hasSize(KeyFile.MAX_ENTRIES);
        assertThatThrownBy(() -> read(csv(KeyFile.MAX_ENTRIES + 1)))
                .hasMessageContaining("more than 10000 entries");
        assertThatThrownBy(() -> read(json(KeyFile.MAX_ENTRIES + 1)))
                .hasMessageContaining("more than 10000 entries");
    }

    @Test
    void takesFourMebibytesAndNoMore() {
        String start = "tunnel,psk\na,";
        String largest = start + "k".repeat(KeyFile.MAX_BYTES - start.length());
        assertThat(read(largest)).hasSize(1);
        assertThatThrownBy(() -> read(largest + "k")).hasMessageContaining("bytes");
    }

    @Test
    void refusesWhatIsNotUtf8() {
        byte[] latin1 = "tunnel,psk\na,\u00fc\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> KeyFile.read(new ByteArrayInputStream(latin1)))
                .hasMessageContaining("UTF-8");
    }

    @Test
    void anEntryNeverPrintsItsKey() {
        assertThat(read("tunnel,psk\na,marker-key\n").toString()).doesNotContain("marker");
    }

    private static String csv(int entries) {
        return "tunnel,psk\n"
                + IntStream.range(0, entries)
                        .mapToObj(i -> "t" + i + ",key" + i + "\n")
                        .collect(Collectors.joining());
    }

    private static String json(int entries) {
        return IntStream.range(0, entries)
                .mapToObj(i -> "{\"tunnel\":\"t" + i + "\",\"psk\":\"k\"}\n")
                .collect(Collectors.joining());
    }

    private static List<KeyEntry> read(String text) {
        try {
            return KeyFile.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

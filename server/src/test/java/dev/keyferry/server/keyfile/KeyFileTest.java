package dev.keyferry.server.keyfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.keyferry.server.keyfile.KeyFile.EqualNeighbours;
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
                .extracting(KeyLine::tunnel, KeyLine::reveal)
                .containsExactly(tuple("a", "one key"), tuple("b", "two, \"keys\""));
    }

    @Test
    void keepsBlanksAndLineEndsOfQuotedKeys() {
        assertThat(read("tunnel,psk\na, blank \nb,\"x\r\ny\"\n"))
                .extracting(KeyLine::reveal)
                .containsExactly(" blank ", "x\r\ny");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tunnel,psk\n",
                "a,marker-key\n",
                "tunnel;psk\na;marker-key\n",
                "tunnel,reason\na,marker-key\n",
                "psk\nmarker-key\n",
                "tunnel,psk,marker-key\na,b,c\n",
                "tunnel,psk,psk\na,marker-key,marker-key\n",
                "tunnel,psk\na,\"marker-key\n",
                "tunnel,psk\na,\"marker\"-key\n",
                "[{\"tunnel\":\"a\",\"psk\":\"marker-key\"",
                "[{\"tunnel\":\"a\",\"psk\":marker-key}]",
                "[{\"tunnel\":\"a\",\"psk\":\"marker-key\",\"psk\":\"marker-key\"}]",
                "{\"psks\":\"marker-key\"}",
                "{\"psks\":[],\"marker-key\":1}",
                "[]"
            })
    void refusesWhatIsNoFileOfKeysWithoutQuotingIt(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        KeyFileRefused.class,
                        refused -> assertThat(refused.getMessage()).doesNotContain("marker"));
    }

    @Test
    void namesThePlaceOfWhatIsWrong() {
        assertThatThrownBy(() -> read("tunnel,psk\na,b\nc,\"d\n"))
                .hasMessageContaining("quote of line 3");
        assertThatThrownBy(() -> read("[\n{\"tunnel\":x}]")).hasMessageContaining("line 2");
        assertThatThrownBy(() -> read("psk,secret,tunnel\n")).hasMessageContaining("column 2");
    }

    @Test
    void takesColumnsInAnyOrderAndThoseOfItsOwnRefusedFile() {
        assertThat(read("psk,tunnel\nkey,a\n"))
                .extracting(KeyLine::tunnel, KeyLine::reveal)
                .containsExactly(tuple("a", "key"));
        assertThat(read("line,tunnel,reason,psk,comment\n7,a,\"x: y, z\",key,Berlin\n"))
                .extracting(KeyLine::tunnel, KeyLine::reveal)
                .containsExactly(tuple("a", "key"));
        assertThat(read("{\"line\":7,\"tunnel\":\"a\",\"reason\":\"x\",\"psk\":\"key\"}"))
                .extracting(KeyLine::tunnel, KeyLine::reveal)
                .containsExactly(tuple("a", "key"));
    }

    @Test
    void takesOneHundredThousandEntriesAndNoMore() {
        assertThat(read(csv(KeyFile.MAX_ENTRIES))).hasSize(KeyFile.MAX_ENTRIES);
        assertThatThrownBy(() -> read(csv(KeyFile.MAX_ENTRIES + 1)))
                .hasMessageContaining("more than 100000 entries");
        assertThatThrownBy(() -> read(json(KeyFile.MAX_ENTRIES + 1)))
                .hasMessageContaining("more than 100000 entries");
    }

    @Test
    void takesThirtyTwoMebibytesAndNoMore() {
        String start = "tunnel,psk\na,";
        String largest = start + "k".repeat(KeyFile.MAX_BYTES - start.length());
        assertThat(read(largest)).hasSize(1);
        assertThatThrownBy(() -> read(largest + "k")).hasMessageContaining("bytes");
    }

    @Test
    void refusesWhatIsNotUtf8() {
        byte[] latin1 = "tunnel,psk\na,\u00fc\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> KeyFile.parse(latin1, EqualNeighbours.REFUSE))
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
                .mapToObj(i -> "{\"tunnel\":\"t" + i + "\",\"psk\":\"k" + i + "\"}\n")
                .collect(Collectors.joining());
    }

    private static List<KeyLine> read(String text) {
        try {
            byte[] bytes =
                    KeyFile.bytes(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
            KeyFileContent content = KeyFile.parse(bytes, EqualNeighbours.REFUSE);
            assertThat(content.refused()).isEmpty();
            return content.keys();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

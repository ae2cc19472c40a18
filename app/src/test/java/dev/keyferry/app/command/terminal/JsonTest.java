package dev.keyferry.app.command.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class JsonTest {
    /** A control sequence of one byte and of two, texts that turn, tags, and line ends. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u009b31m",
                "\u001b[31m",
                "\u007f",
                "\u202etxt",
                "\u2066",
                "\u200b",
                "\udb40\udc41",
                "\u2028",
                "\n\r"
            })
    void whatSteersATerminalIsEscapedAndReadTheSame(String hostile) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put(hostile, "Zürich " + hostile);

        String printed = Json.of(json);

        assertThat(printed.lines()).hasSize(3);
        assertThat(printed.replace("\n", ""))
                .contains("Zürich")
                .doesNotContain(hostile)
                .matches("[ -~ü]*");
        assertThat(new JsonMapper().readTree(printed)).isEqualTo(json);
        assertThat(Json.line(json)).matches("[ -~ü]*");
        assertThat(new JsonMapper().readTree(Json.line(json))).isEqualTo(json);
    }

    @Test
    void textOfAllLanguagesStaysAsItIs() {
        assertThat(Json.line(JsonNodeFactory.instance.stringNode("日本 \ud83d\ude80 é")))
                .isEqualTo("\"日本 \ud83d\ude80 é\"");
    }

    @Test
    void anArrayIsPrintedItemByItemAsTheLibraryWouldPrintItWhole() {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        assertThat(printed(array)).isEqualTo(array.toPrettyString());
        array.addObject().put("a", 1).putArray("b").addObject().put("c", "\u202e");
        array.add("d").addObject();
        assertThat(printed(array)).isEqualTo(array.toPrettyString().replace("\u202e", "\\u202e"));
    }

    private static String printed(ArrayNode array) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Json.print(array.valueStream(), new PrintStream(out, true, UTF_8));
        return out.toString(UTF_8).stripTrailing();
    }
}

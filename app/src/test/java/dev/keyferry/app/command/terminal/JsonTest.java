package dev.keyferry.app.command.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
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
        assertThat(Json.array(Stream.of(json)).replace("\n", "")).matches("[ -~ü]*");
    }

    @Test
    void textOfAllLanguagesStaysAsItIs() {
        assertThat(Json.escaped("\"日本 \ud83d\ude80 é\"")).isEqualTo("\"日本 \ud83d\ude80 é\"");
    }
}

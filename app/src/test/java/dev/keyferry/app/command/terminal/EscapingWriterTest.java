package dev.keyferry.app.command.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import org.junit.jupiter.api.Test;

class EscapingWriterTest {
    /** A tag, which is a character of two halves, a rocket likewise, and a half alone. */
    private static final String HOSTILE = "\"\udb40\udc41 \ud83d\ude80 \u202e\n";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Writer writer = Json.writer(new PrintStream(bytes, true, UTF_8));

    @Test
    void escapesAlikeHoweverTheTextIsCut() throws IOException {
        for (int i = 0; i < HOSTILE.length(); i++) {
            writer.write(HOSTILE.charAt(i));
        }
        writer.close();
        assertThat(bytes.toString(UTF_8)).isEqualTo("\"\\udb40\\udc41 \ud83d\ude80 \\u202e\n");
    }

    @Test
    void halfACharacterIsEscaped() throws IOException {
        writer.write("\ud83d\ud83d\ude80a\ud83d");
        writer.close();
        assertThat(bytes.toString(UTF_8)).isEqualTo("\\ud83d\ud83d\ude80a\\ud83d");
    }

    @Test
    void printsWhileItIsWritten() throws IOException {
        writer.write("x".repeat(100_000));
        assertThat(bytes.size()).isGreaterThan(90_000);
    }
}

package dev.keyferry.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.command.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the command says of what nobody foresaw. */
class DefectTest {
    @Test
    void anErrorIsADefectAsAnExceptionIsAndItsTextIsNotShown() {
        assertDefect(
                () -> {
                    throw new OutOfMemoryError("Marker-b7Qw");
                },
                "java.lang.OutOfMemoryError");
        assertDefect(
                () -> {
                    throw new IllegalStateException("Marker-b7Qw");
                },
                "java.lang.IllegalStateException");
    }

    private static void assertDefect(Runnable fails, String name) {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(shown, true, UTF_8);
        Terminal terminal = new Terminal(Map.of(), new Failing(fails), out, out);

        assertThat(KeyferryCommand.run(terminal, "psk", "set", "-"))
                .isEqualTo(ExitCode.DEFECT.number());
        assertThat(shown.toString(UTF_8))
                .contains("error: a defect: " + name, "hint: ")
                .doesNotContain("Marker");
    }

    private static final class Failing extends InputStream {
        private final Runnable fails;

        private Failing(Runnable fails) {
            this.fails = fails;
        }

        @Override
        public int read() {
            fails.run();
            return -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            return read();
        }
    }
}

package dev.keyferry.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command as a process whose standard output takes nothing. */
class StandardOutputTest {
    private static final int RUN_SECONDS = 60;
    private static final String COMMAND = "\"$0\" -cp \"$1\" dev.keyferry.app.Keyferry ";

    @ParameterizedTest
    @ValueSource(strings = {"completion bash > /dev/full", "--help > /dev/full", "--help >&-"})
    void whatCannotBeWrittenIsAnErrorAHintAndOne(String line) throws Exception {
        assertThat(shell(COMMAND + line + "; echo \"exit $?\" >&2").lines())
                .satisfiesExactly(
                        error ->
                                assertThat(error)
                                        .isEqualTo("error: cannot write to standard output"),
                        hint -> assertThat(hint).startsWith("hint: "),
                        exit -> assertThat(exit).isEqualTo("exit 1"));
    }

    @Test
    void aReaderThatHasReadEnoughIsNoError() throws Exception {
        String gone = "{ " + COMMAND + "completion bash; echo \"exit $?\" >&2; } | true";
        assertThat(shell(gone)).isEqualTo("exit 0\n");
    }

    /** What the line says on standard error. */
    private static String shell(String line) throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin/java");
        Process process =
                new ProcessBuilder(
                                List.of(
                                        "sh",
                                        "-c",
                                        line,
                                        java.toString(),
                                        System.getProperty("java.class.path")))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        process.getOutputStream().close();
        String said = new String(process.getErrorStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(RUN_SECONDS, TimeUnit.SECONDS)).isTrue();
        return said;
    }
}

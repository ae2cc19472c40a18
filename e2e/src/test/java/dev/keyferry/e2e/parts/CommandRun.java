package dev.keyferry.e2e.parts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.app.Keyferry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One run of the command in a process of its own.
 *
 * @param shown what it printed, on either stream
 */
public record CommandRun(int exit, String shown) {
    private static final long DEADLINE_SECONDS = 60;

    public static CommandRun of(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(KeyferryProcess.JVM_FLAGS);
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), Keyferry.class.getName()));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String shown =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)).isTrue();
            return new CommandRun(process.exitValue(), shown);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}

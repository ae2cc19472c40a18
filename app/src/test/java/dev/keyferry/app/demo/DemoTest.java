package dev.keyferry.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.app.Keyferry;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
    private static final Duration AMPLE = Duration.ofSeconds(60);

    @TempDir private Path directory;

    @Test
    void everyStepShowsWhatItSays() throws InterruptedException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean isShown =
                Demo.run(new PrintStream(out, true, StandardCharsets.UTF_8), Demo.Ending.STOP);
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).noneMatch(line -> line.startsWith("FAIL"));
        long done = lines.stream().filter(line -> line.startsWith("ok   ")).count();
        assertThat(done).isGreaterThanOrEqualTo(15);
        assertThat(lines.getLast()).isEqualTo("demo: " + done + " ok, 0 failed");
        assertThat(isShown).isTrue();
    }

    @Test
    void ctrlCEndsTheStoryWithoutAWordAndLeavesNothingBehind() throws Exception {
        // A session of its own, for a terminal's Ctrl-C goes to all processes of the group; and one
        // that hears it, which what a shell runs in the background does not.
        Process demo =
                new ProcessBuilder(
                                "env",
                                "--default-signal=INT",
                                "setsid",
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-Djava.io.tmpdir=" + directory,
                                "-cp",
                                System.getProperty("java.class.path"),
                                Keyferry.class.getName(),
                                "demo")
                        .redirectError(directory.resolve("err").toFile())
                        .start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader out = demo.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
                if (line.contains("two keys are set")) {
                    interrupt(demo.pid());
                }
            }
            assertThat(demo.waitFor(AMPLE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } finally {
            demo.destroyForcibly();
        }
        assertThat(lines).hasSizeGreaterThan(2).allMatch(line -> line.startsWith("ok   "));
        assertThat(directory.resolve("err")).isEmptyFile();
        assertThat(demo.exitValue()).isEqualTo(130);
        assertThat(directory.toFile().list()).containsExactly("err");
    }

    private static void interrupt(long group) throws Exception {
        assertThat(new ProcessBuilder("kill", "-INT", "--", "-" + group).start().waitFor())
                .isZero();
    }
}

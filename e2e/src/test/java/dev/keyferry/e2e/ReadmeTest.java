package dev.keyferry.e2e;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.e2e.parts.ServeProcess;
import dev.keyferry.lab.Lab;
import dev.keyferry.lab.space.DataPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the README's session as it stands there, against a real server beside a real charon. */
class ReadmeTest {
    private static final long DEADLINE_SECONDS = 60;

    /** What a code block of the README is indented by. */
    private static final String INDENT = "    ";

    @TempDir Path directory;

    @Test
    void sessionSetsAKeyThatIsLoaded() throws Exception {
        Path data = directory.resolve("data");
        try (Lab lab = Lab.open(DataPath.IKE_ONLY);
                ServeProcess serve = ServeProcess.start(data, lab.addGateway("gw").socket())) {
            String session =
                    session()
                            .replace("http://127.0.0.1:8787/client/v4", serve.api().base())
                            .replace("sudo cat /var/lib/keyferry", "cat " + data)
                            .replace("./keyferry ", "keyferry ");

            String output = bash(command(), session, serve.api().base());

            assertThat(output)
                    .contains("keyid:#")
                    .contains("\"successfully_applied_psks\":{\"")
                    .contains("\"unapplied_psks\":{}")
                    .contains("\"state\":\"loaded\"");
        }
    }

    /**
     * The code of the section from the first variable on: what is typed into the second terminal.
     */
    private static String session() throws IOException {
        String readme = Files.readString(Path.of("..", "README.md"));
        int section = readme.indexOf("## A short session");
        int start = readme.indexOf(INDENT + "API=", section);
        int end = readme.indexOf("\n## ", start);
        assertThat(section).isPositive();
        assertThat(start).isGreaterThan(section);
        return readme.substring(start, end)
                .lines()
                .filter(line -> line.startsWith(INDENT))
                .collect(joining("\n"));
    }

    private static String command() {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return "keyferry() { '%s' -cp '%s' dev.keyferry.app.Keyferry \"$@\"; }\n"
                .formatted(java, System.getProperty("java.class.path"));
    }

    private static String bash(String command, String session, String base) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder("bash", "-euo", "pipefail", "-c", command + session)
                        .redirectErrorStream(true);
        builder.environment().put("KEYFERRY_URL", base);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}

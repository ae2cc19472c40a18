package dev.keyferry.e2e.parts;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Commands that a page tells its reader to type, run as they stand there. */
public final class DocumentedSession {
    private static final long DEADLINE_SECONDS = 60;

    /** What a code block is indented by. */
    private static final String INDENT = "    ";

    private final Path directory;
    private final String base;

    /**
     * A shell that talks to a server.
     *
     * @param directory in which it starts
     * @param base of the server's API
     */
    public DocumentedSession(Path directory, String base) {
        this.directory = directory;
        this.base = base;
    }

    /**
     * The code of a page from one text to another.
     *
     * @param page below the repository's root
     */
    public static String code(String page, String from, String to) throws IOException {
        String text = Files.readString(Path.of("..", page));
        int start = text.indexOf(from);
        int end = text.indexOf(to, start);
        assertThat(start).as(from).isNotNegative();
        assertThat(end).as(to).isNotNegative();
        return text.substring(start, end)
                .lines()
                .filter(line -> line.startsWith(INDENT))
                .collect(joining("\n"));
    }

    /** Runs it, fails if one command does, and returns all that is printed. */
    public String run(String code) throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        String command =
                "keyferry() { '%s' -cp '%s' dev.keyferry.app.Keyferry \"$@\"; }\n"
                        .formatted(java, System.getProperty("java.class.path"));
        ProcessBuilder builder =
                new ProcessBuilder("bash", "-euo", "pipefail", "-c", command + code)
                        .directory(directory.toFile())
                        .redirectErrorStream(true);
        builder.environment().put("KEYFERRY_URL", base);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}

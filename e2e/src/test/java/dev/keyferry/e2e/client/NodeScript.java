package dev.keyferry.e2e.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The Node project of {@code src/test/node}, copied below {@code target} and with what its {@code
 * package.json} names installed there by npm, so that the tree stays as it is.
 */
final class NodeScript {
    private static final Path SOURCE = Path.of("src", "test", "node");
    private static final Path INSTALLED = Path.of("target", "node").toAbsolutePath();
    private static final List<String> INSTALL =
            List.of(
                    "npm",
                    "install",
                    "--no-package-lock",
                    "--no-audit",
                    "--no-fund",
                    "--ignore-scripts",
                    "--prefer-offline");
    private static final long INSTALL_SECONDS = 180;
    private static final long RUN_SECONDS = 120;

    private final Path script;

    private NodeScript(Path script) {
        this.script = script;
    }

    /** What a script printed, both streams, and how it ended. */
    record Outcome(int exitCode, String output) {}

    /** Makes the script ready to run; npm does nothing where the exact client is there already. */
    static NodeScript installed(String name) throws InterruptedException {
        copy();
        Outcome outcome = run(INSTALL, Map.of(), INSTALL_SECONDS);
        assertThat(outcome.exitCode()).as("npm install: %s", outcome.output()).isZero();
        return new NodeScript(INSTALLED.resolve(name));
    }

    Outcome run(Map<String, String> environment) throws InterruptedException {
        return run(List.of("node", script.toString()), environment, RUN_SECONDS);
    }

    private static Outcome run(List<String> command, Map<String, String> environment, long seconds)
            throws InterruptedException {
        Path output = INSTALLED.resolve("output.log");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .directory(INSTALLED.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(
                        command.getFirst() + " took too long: " + Files.readString(output));
            }
            return new Outcome(process.exitValue(), Files.readString(output));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy() {
        try (Stream<Path> files = Files.walk(SOURCE)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = INSTALLED.resolve(SOURCE.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.keyferry.e2e.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A real {@code keyferry} in a process of its own, so that it can be killed at any point. */
public final class KeyferryProcess implements AutoCloseable {
    private static final long DEADLINE_SECONDS = 60;
    static final List<String> JVM_FLAGS =
            List.of(
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "--enable-native-access=ALL-UNNAMED");

    private final Process process;
    private final Path logFile;
    private final Thread logging;
    private final Map<String, CompletableFuture<Optional<String>>> awaited = new LinkedHashMap<>();

    private KeyferryProcess(Process process, Path logFile, Collection<String> awaited) {
        this.process = process;
        this.logFile = logFile;
        awaited.forEach(start -> this.awaited.put(start, new CompletableFuture<>()));
        // By a pipe, so that no limit on the process's files ever costs a line.
        this.logging = Thread.ofPlatform().daemon().unstarted(this::copyLog);
    }

    /**
     * What is run, and how.
     *
     * @param mainClass takes the command line of {@code keyferry}
     * @param directory where it runs
     * @param within a command that runs it, such as nsenter, and is replaced by it
     */
    public record Launch(
            List<String> jvmFlags,
            String mainClass,
            Path directory,
            List<String> arguments,
            List<String> within) {
        public Launch {
            jvmFlags = List.copyOf(jvmFlags);
            arguments = List.copyOf(arguments);
            within = List.copyOf(within);
        }

        public Launch(
                List<String> jvmFlags, String mainClass, Path directory, List<String> arguments) {
            this(jvmFlags, mainClass, directory, arguments, List.of());
        }
    }

    /**
     * Starts it.
     *
     * @param logFile gets what it writes to standard error, behind what is there
     * @param awaited how lines of its output start that can be waited for
     */
    public static KeyferryProcess start(
            Launch launch, Map<String, String> environment, Path logFile, List<String> awaited) {
        List<String> command = new ArrayList<>(launch.within());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_FLAGS);
        command.addAll(launch.jvmFlags());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), launch.mainClass()));
        command.addAll(launch.arguments());
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .directory(launch.directory().toAbsolutePath().toFile());
            builder.environment().putAll(environment);
            KeyferryProcess started = new KeyferryProcess(builder.start(), logFile, awaited);
            Thread.ofVirtual().start(started::readOutput);
            started.logging.start();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the line and returns the rest of it; empty if the process ended before. */
    public Optional<String> awaitLine(String start) {
        return Objects.requireNonNull(awaited.get(start), start)
                .orTimeout(DEADLINE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /** Waits for its end. */
    public int awaitExit() {
        awaitEnd();
        return process.exitValue();
    }

    /** Ends it at once, as {@code kill -9} does. */
    public void kill() {
        // Through its handle, because Process would close the pipes with what is still in them.
        process.toHandle().destroyForcibly();
        awaitEnd();
    }

    /** Everything that it and its predecessors with the same file wrote to standard error. */
    public String log() {
        try {
            return Files.readString(logFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where {@link #log} is. */
    public Path logFile() {
        return logFile;
    }

    /** The process's id. */
    public long pid() {
        return process.pid();
    }

    /** Ends it as SIGTERM does. */
    @Override
    public void close() {
        process.toHandle().destroy();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            assertThat(process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(logging.join(Duration.ofSeconds(DEADLINE_SECONDS))).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    private void copyLog() {
        try (OutputStream log =
                Files.newOutputStream(
                        logFile, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            process.getErrorStream().transferTo(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readOutput() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                tell(line);
            }
        } catch (IOException e) {
            // The stream breaks when the process is killed; that is its end, told below.
        } finally {
            awaited.values().forEach(rest -> rest.complete(Optional.empty()));
        }
    }

    private void tell(String line) {
        awaited.forEach((start, rest) -> {
            if (line.startsWith(start)) {
                rest.complete(Optional.of(line.substring(start.length()).strip()));
            }
        });
    }
}

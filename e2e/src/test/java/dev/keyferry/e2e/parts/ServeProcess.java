package dev.keyferry.e2e.parts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.app.Keyferry;
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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A real {@code keyferry serve} in a process of its own, so that it can be killed at any point. */
public final class ServeProcess implements AutoCloseable {
    private static final String READY = "listening on ";
    private static final long DEADLINE_SECONDS = 30;
    private static final List<String> JVM_FLAGS =
            List.of(
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "--enable-native-access=ALL-UNNAMED");

    private final Process process;
    private final Path data;
    private final Thread logging;
    private final CompletableFuture<Optional<String>> address = new CompletableFuture<>();

    private ServeProcess(Process process, Path data) {
        this.process = process;
        this.data = data;
        // By a pipe, so that no limit on the process's files ever costs a line.
        this.logging = Thread.ofPlatform().daemon().unstarted(this::copyLog);
    }

    /**
     * What is run, and how.
     *
     * @param mainClass takes the command line of {@code keyferry}
     * @param directory where it runs
     */
    public record Launch(
            List<String> jvmFlags, String mainClass, Path directory, List<String> options) {
        public Launch {
            jvmFlags = List.copyOf(jvmFlags);
            options = List.copyOf(options);
        }
    }

    /** Starts it on a free port of loopback; it may be killed before it ever listens. */
    public static ServeProcess start(Path data, Path charonSocket) {
        return start(data, List.of("--charon", "unix://" + charonSocket));
    }

    public static ServeProcess start(Path data, List<String> options) {
        return start(data, new Launch(List.of(), Keyferry.class.getName(), Path.of(""), options));
    }

    public static ServeProcess start(Path data, Launch launch) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_FLAGS);
        command.addAll(launch.jvmFlags());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), launch.mainClass()));
        command.addAll(List.of("serve", "--data", data.toString(), "--listen", "127.0.0.1:0"));
        command.addAll(launch.options());
        try {
            Process process =
                    new ProcessBuilder(command)
                            .directory(launch.directory().toAbsolutePath().toFile())
                            .start();
            ServeProcess serve = new ServeProcess(process, data);
            Thread.ofVirtual().start(serve::readOutput);
            serve.logging.start();
            return serve;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the line that tells it is ready; empty if it ended before. */
    public Optional<Api> awaitListening() {
        return address.orTimeout(DEADLINE_SECONDS, TimeUnit.SECONDS)
                .join()
                .map(url -> new Api(url + "/client/v4", token()));
    }

    public Api api() {
        return awaitListening()
                .orElseThrow(() -> new AssertionError("serve ended before it listened: " + log()));
    }

    /** Ends it at once, as {@code kill -9} does. */
    public void kill() {
        // Through its handle, because Process would close the pipes with what is still in them.
        process.toHandle().destroyForcibly();
        awaitEnd();
    }

    /** Everything that it and its predecessors on the same data directory logged. */
    public String log() {
        try {
            return Files.readString(logFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where {@link #log} is. */
    public Path logFile() {
        return data.resolveSibling(data.getFileName() + ".log");
    }

    /** The process's id. */
    public long pid() {
        return process.pid();
    }

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

    private String token() {
        try {
            return Files.readString(data.resolve("admin.token")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void copyLog() {
        try (OutputStream log =
                Files.newOutputStream(
                        logFile(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            process.getErrorStream().transferTo(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readOutput() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(READY)) {
                    address.complete(Optional.of(line.substring(READY.length()).strip()));
                }
            }
        } catch (IOException e) {
            // The stream breaks when the process is killed; that is its end, told below.
        } finally {
            address.complete(Optional.empty());
        }
    }
}

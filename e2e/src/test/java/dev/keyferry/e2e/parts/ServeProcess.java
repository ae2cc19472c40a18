package dev.keyferry.e2e.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A real {@code keyferry serve} in a process of its own, so that it can be killed at any point. */
public final class ServeProcess implements AutoCloseable {
    private static final String READY = "listening on ";
    private static final long DEADLINE_SECONDS = 30;

    private final Process process;
    private final Path data;
    private final CompletableFuture<Optional<String>> address = new CompletableFuture<>();

    private ServeProcess(Process process, Path data) {
        this.process = process;
        this.data = data;
    }

    /** Starts it on a free port of loopback; it may be killed before it ever listens. */
    public static ServeProcess start(Path data, Path charonSocket) {
        return start(data, List.of("--charon", "unix://" + charonSocket));
    }

    public static ServeProcess start(Path data, List<String> options) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.keyferry.app.Keyferry",
                                "serve",
                                "--data",
                                data.toString(),
                                "--listen",
                                "127.0.0.1:0"));
        command.addAll(options);
        try {
            Path log = data.resolveSibling(data.getFileName() + ".log");
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start();
            ServeProcess serve = new ServeProcess(process, data);
            Thread.ofVirtual().start(serve::readOutput);
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
        process.destroyForcibly();
        awaitEnd();
    }

    /** Everything that it and its predecessors on the same data directory logged. */
    public String log() {
        try {
            return Files.readString(data.resolveSibling(data.getFileName() + ".log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            assertThat(process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)).isTrue();
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

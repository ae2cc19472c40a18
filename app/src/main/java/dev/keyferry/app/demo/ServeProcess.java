package dev.keyferry.app.demo;

import dev.keyferry.app.Keyferry;
import dev.keyferry.lab.space.Job;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@code keyferry serve} as a process of its own, which dies with this one. Thread-safe. */
final class ServeProcess {
    private static final String READY = "listening on ";
    private static final List<String> JVM_FLAGS =
            List.of(
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-XX:+UseSerialGC");
    private static final Duration START_DEADLINE = Duration.ofSeconds(30);
    private static final Duration STOP_DEADLINE = Duration.ofSeconds(10);
    private static final int LAST_WORDS_BYTES = 2_000;

    private final Process process;
    private final URI address;

    private ServeProcess(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /**
     * Starts it and waits until it listens, on a free port of the loopback.
     *
     * @param log gets what it writes to standard error
     */
    static ServeProcess start(Path data, Path charonSocket, Path log) throws InterruptedException {
        List<String> command = new ArrayList<>();
        // The kernel ends the server also where this process is killed.
        command.addAll(List.of("setpriv", "--pdeathsig", "KILL", "--"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_FLAGS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(Keyferry.class.getName(), "serve"));
        command.addAll(List.of("--data", data.toString(), "--listen", "127.0.0.1:0"));
        command.addAll(List.of("--charon", "unix://" + charonSocket));
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectInput(
                                    ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                            .redirectError(log.toFile())
                            .start();
            return new ServeProcess(process, awaitReady(process, log));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the API is. */
    URI api() {
        return address.resolve("/client/v4");
    }

    /** Ends it by SIGTERM, or by SIGKILL where that takes too long. */
    void stop() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** How it ended, once it has. */
    int exitCode() {
        return process.exitValue();
    }

    private static URI awaitReady(Process process, Path log) throws InterruptedException {
        CompletableFuture<String> first = new CompletableFuture<>();
        Thread.ofVirtual().name("serve-output").start(() -> readFirstLine(process, first));
        try {
            String line = first.get(START_DEADLINE.toSeconds(), TimeUnit.SECONDS);
            if (line.startsWith(READY)) {
                return URI.create(line.substring(READY.length()));
            }
        } catch (TimeoutException | ExecutionException e) {
            // What follows says what serve said itself.
        }
        process.destroyForcibly();
        throw new StepFailed("keyferry serve did not start: " + Job.tail(log, LAST_WORDS_BYTES));
    }

    private static void readFirstLine(Process process, CompletableFuture<String> first) {
        try (BufferedReader reader = process.inputReader()) {
            first.complete(Objects.requireNonNullElse(reader.readLine(), ""));
        } catch (IOException e) {
            first.completeExceptionally(e);
        }
    }
}

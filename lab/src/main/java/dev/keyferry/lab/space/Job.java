package dev.keyferry.lab.space;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A process inside the lab, with all its children one process group. Thread-safe. */
public final class Job {
    /** How much of a command's output is read. */
    public static final int OUTPUT_LIMIT_BYTES = 65_536;

    private static final Duration PID_DEADLINE = Duration.ofSeconds(10);

    private final LabShell shell;
    private final String name;
    private final Path output;
    final CompletableFuture<Integer> pid = new CompletableFuture<>();
    final CompletableFuture<Integer> exit = new CompletableFuture<>();

    Job(LabShell shell, String name, Path output) {
        this.shell = shell;
        this.name = name;
        this.output = output;
    }

    /** The process id inside the lab, which is also that of the group; another one than outside. */
    public int pid() {
        return await(pid, PID_DEADLINE)
                .orElseThrow(() -> new LabFailure(name + " did not start within " + PID_DEADLINE));
    }

    public boolean isRunning() {
        return !exit.isDone();
    }

    /**
     * The exit code (128 + n after signal n), or empty if the process still runs after that time.
     */
    public Optional<Integer> awaitExit(Duration deadline) {
        return await(exit, deadline);
    }

    /**
     * Sends a signal to the process and its children; it has been sent when this returns. Nothing
     * happens if the process has ended.
     */
    public void signal(Signal signal) {
        if (isRunning()) {
            shell.signalGroup(pid(), signal);
        }
    }

    /** The start of what the process wrote so far, at most {@value #OUTPUT_LIMIT_BYTES} bytes. */
    public String output() {
        try (InputStream in = Files.newInputStream(output)) {
            return new String(in.readNBytes(OUTPUT_LIMIT_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The end of what the process wrote so far, at most that many bytes. */
    public String outputTail(int bytes) {
        return tail(output, bytes);
    }

    /** The end of a file, at most that many bytes. */
    public static String tail(Path file, int bytes) {
        try (FileChannel channel = FileChannel.open(file)) {
            channel.position(Math.max(0, channel.size() - bytes));
            byte[] end = Channels.newInputStream(channel).readNBytes(bytes);
            return new String(end, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void forgetOutput() {
        try {
            Files.deleteIfExists(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Integer> await(CompletableFuture<Integer> future, Duration deadline) {
        try {
            return Optional.of(future.get(deadline.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new LabFailure("the lab ended before " + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabFailure("interrupted while waiting for " + name, e);
        }
    }
}

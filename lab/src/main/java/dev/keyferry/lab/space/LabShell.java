package dev.keyferry.lab.space;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * The one child process of a lab: a shell that is process 1 of new user, process, mount and network
 * namespaces, and reads commands from its standard input. Thread-safe.
 *
 * <p>The pipe to it is the life line. When this JVM ends, killed or not, the shell reads end of
 * file and exits, and the kernel kills every process of its process namespace (pid_namespaces(7));
 * with the last process its networks, devices and mounts go as well.
 *
 * <p>Commands are visible to other users of the machine in the process list: no secret may stand in
 * one.
 */
final class LabShell implements AutoCloseable {
    private static final Duration START_DEADLINE = Duration.ofSeconds(10);
    private static final Duration SIGNAL_DEADLINE = Duration.ofSeconds(10);
    private static final Duration END_DEADLINE = Duration.ofSeconds(10);

    private final Process process;
    private final Path directory;
    private final Writer commands;
    private final AtomicLong lastJob = new AtomicLong();
    private final Map<Long, Job> jobs = new ConcurrentHashMap<>();
    private final CompletableFuture<Boolean> ready = new CompletableFuture<>();

    /** Takes over a shell that has been started; what it runs writes into the directory. */
    LabShell(Process process, Path directory) {
        this.process = process;
        this.directory = directory;
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        Thread.ofPlatform().daemon().name("lab-shell").start(this::listen);
    }

    /** Whether the shell takes commands; waits for it. */
    boolean isReady() {
        try {
            tell("echo ready");
            return ready.get(START_DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (LabFailure | ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The process id of the shell, seen from outside; its namespaces can be entered by it. */
    long pid() {
        return process.children()
                .findFirst()
                .map(ProcessHandle::pid)
                .orElseThrow(() -> new LabFailure("the lab has ended"));
    }

    /**
     * Starts a command; it runs beside all others, with {@code /dev/null} as its standard input.
     */
    Job start(List<String> command, Path output) {
        long id = lastJob.incrementAndGet();
        Job job = new Job(this, command.getFirst(), empty(output));
        jobs.put(id, job);
        // The wrapper reports the process id and the exit code as one short line each, which a pipe
        // never tears; "jobs" makes process 1 collect its dead children.
        tell(
                "jobs >/dev/null; { setsid %s >%s 2>&1 & p=$!; echo s %d $p; wait $p; echo e %d $?; } </dev/null &"
                        .formatted(quoted(command), quote(output.toString()), id, id));
        return job;
    }

    /**
     * Runs a command to its end.
     *
     * @throws LabFailure if it has not ended by the deadline; it is killed then
     */
    CommandResult run(Duration deadline, List<String> command) {
        Path output = directory.resolve("run-" + lastJob.incrementAndGet() + ".out");
        Job job = start(command, output);
        try {
            int exit =
                    job.awaitExit(deadline)
                            .orElseThrow(() -> {
                                job.signal(Signal.KILL);
                                return new LabFailure(
                                        command.getFirst()
                                                + " did not end within "
                                                + deadline
                                                + ": "
                                                + command);
                            });
            return new CommandResult(exit, job.output());
        } finally {
            job.forgetOutput();
        }
    }

    void signalGroup(int pid, Signal signal) {
        long id = lastJob.incrementAndGet();
        Job job = new Job(this, "kill", directory);
        jobs.put(id, job);
        tell("kill -%s -%d 2>/dev/null; echo e %d 0".formatted(signal, pid, id));
        if (job.awaitExit(SIGNAL_DEADLINE).isEmpty()) {
            throw new LabFailure("the lab did not send a signal within " + SIGNAL_DEADLINE);
        }
    }

    /** Has a line of shell run when the life line breaks, before the processes are killed. */
    void onEnd(String line) {
        tell("trap " + quote(line) + " EXIT");
    }

    /** Ends every process of the lab; they are gone when this returns. */
    @Override
    public void close() {
        try {
            synchronized (commands) {
                commands.close();
            }
        } catch (IOException e) {
            // The shell has ended already: there is nobody left to tell.
        }
        try {
            if (!process.waitFor(END_DEADLINE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    static String quote(String word) {
        if (word.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a NUL byte in a command");
        }
        return "'" + word.replace("'", "'\\''") + "'";
    }

    static String quoted(List<String> command) {
        return command.stream().map(LabShell::quote).collect(Collectors.joining(" "));
    }

    private static Path empty(Path file) {
        try {
            return Files.write(file, new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void tell(String line) {
        try {
            synchronized (commands) {
                commands.write(line + "\n");
                commands.flush();
            }
        } catch (IOException e) {
            throw new LabFailure("the lab has ended", e);
        }
    }

    private void listen() {
        try (BufferedReader reports = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reports.readLine(); line != null; line = reports.readLine()) {
                report(line.split(" "));
            }
        } catch (IOException e) {
            // The pipe broke, which means the same as its end.
        }
        LabFailure end = new LabFailure("the lab has ended");
        ready.completeExceptionally(end);
        jobs.values().forEach(job -> job.pid.completeExceptionally(end));
        jobs.values().forEach(job -> job.exit.completeExceptionally(end));
    }

    private void report(String[] words) {
        if (words.length == 1) {
            ready.complete(true);
            return;
        }
        long id = Long.parseLong(words[1]);
        int value = Integer.parseInt(words[2]);
        Job job = jobs.get(id);
        if (job == null) {
            return;
        }
        if (words[0].equals("s")) {
            job.pid.complete(value);
            return;
        }
        jobs.remove(id);
        job.exit.complete(value);
    }
}

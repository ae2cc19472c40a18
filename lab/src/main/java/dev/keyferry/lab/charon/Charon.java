package dev.keyferry.lab.charon;

import dev.keyferry.lab.space.CommandResult;
import dev.keyferry.lab.space.DataPath;
import dev.keyferry.lab.space.Host;
import dev.keyferry.lab.space.Job;
import dev.keyferry.lab.space.LabFailure;
import dev.keyferry.lab.space.Signal;
import dev.keyferry.vici.ViciException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One charon of strongSwan on a host of the lab. Confined to one thread; its socket is not.
 *
 * <p>Every start is one of an empty charon: no connections, no secrets. The VICI socket is a file
 * in the host's directory, to be reached from inside and outside the lab; it stays when charon is
 * killed, as it does on a real host.
 */
public final class Charon {
    /** The longest path of a unix socket that the JDK opens; the kernel takes one byte more. */
    public static final int MAX_SOCKET_PATH_BYTES = 106;

    private static final Duration START_DEADLINE = Duration.ofSeconds(10);
    private static final Duration START_POLL = Duration.ofMillis(5);
    private static final Duration STOP_DEADLINE = Duration.ofSeconds(10);
    private static final Duration PAUSE_DEADLINE = Duration.ofSeconds(5);
    private static final Duration SWANCTL_DEADLINE = Duration.ofSeconds(60);
    private static final int ABORT_LOG_BYTES = 1_000;

    private final Host host;
    private final DataPath dataPath;
    private final CharonOptions options;
    private final CharonClient client;
    private final CharonLog log;
    private Optional<Job> process = Optional.empty();

    /**
     * A charon that is not started yet.
     *
     * @throws IllegalArgumentException if the socket's path would be longer than {@value
     *     #MAX_SOCKET_PATH_BYTES} bytes
     */
    public Charon(Host host, DataPath dataPath, CharonOptions options) {
        this.host = host;
        this.dataPath = dataPath;
        this.options = options;
        int length = socket().toString().getBytes(StandardCharsets.UTF_8).length;
        if (length > MAX_SOCKET_PATH_BYTES) {
            throw new IllegalArgumentException(
                    "the lab's directory is too long for a unix socket: " + socket());
        }
        this.client = new CharonClient(socket());
        this.log = new CharonLog(host.directory().resolve("charon.log"));
    }

    /** The VICI socket; it answers between {@link #start} and {@link #stop}. */
    public Path socket() {
        return host.directory().resolve("charon.vici");
    }

    /** What the lab asks of this charon over VICI. */
    public CharonClient client() {
        return client;
    }

    public CharonLog log() {
        return log;
    }

    /**
     * Starts charon and waits until it answers over VICI.
     *
     * @throws LabFailure with the end of its log, if it ends instead or does not answer in time
     */
    public void start() {
        if (isRunning()) {
            throw new IllegalStateException("charon runs already on " + host.name());
        }
        write(settings(), new CharonSettings(socket(), log.file(), dataPath, options).text());
        List<String> command = new ArrayList<>(List.of("env", "STRONGSWAN_CONF=" + settings()));
        if (options.peerCheck() == CharonOptions.PeerCheck.SKIPPED) {
            command.add("LD_PRELOAD=" + ModifiedClient.compile(host));
        }
        command.add("charon-systemd");
        Job job = host.start(command, host.directory().resolve("charon.out"));
        process = Optional.of(job);
        awaitFirstReply(job);
    }

    /** Ends charon as an operator does (SIGTERM): it says goodbye to its peers. */
    public void stop() {
        end(Signal.TERM);
    }

    /** Kills charon at once (SIGKILL); the peers are not told. */
    public void kill() {
        end(Signal.KILL);
    }

    /** Stops charon in the usual way and starts it again, empty. */
    public void restart() {
        stop();
        start();
    }

    /**
     * Makes charon hang (SIGSTOP): connections and requests are accepted by the kernel, and not
     * answered.
     */
    public void pause() {
        Job job = running();
        job.signal(Signal.STOP);
        // The signal reaches the threads one after the other; the wait is over when none runs.
        String untilAllStopped =
                "while grep -h '^State:' /proc/$1/task/*/status | grep -qv '(stopped)'; do sleep 0.005; done";
        host.check(PAUSE_DEADLINE, List.of("sh", "-c", untilAllStopped, "sh", "" + job.pid()));
    }

    /** Lets a paused charon go on; it works off what it was sent meanwhile. */
    public void resume() {
        running().signal(Signal.CONT);
    }

    /** Whether the process exists, be it paused. */
    public boolean isRunning() {
        return process.filter(Job::isRunning).isPresent();
    }

    /**
     * Runs swanctl(8) against this charon, with files as an operator keeps them.
     *
     * @param directory holds {@code swanctl.conf} and the usual directories beside it ({@code
     *     x509}, ...)
     * @param command for example {@code --load-all}
     */
    public CommandResult swanctl(Path directory, String... command) {
        List<String> line =
                new ArrayList<>(
                        List.of(
                                "env",
                                "SWANCTL_DIR=" + directory.toAbsolutePath(),
                                "STRONGSWAN_CONF=" + settings(),
                                "swanctl"));
        line.addAll(List.of(command));
        line.addAll(List.of("--uri", "unix://" + socket()));
        return host.run(SWANCTL_DEADLINE, line);
    }

    /**
     * Brings a connection up, with its child where there is one, and waits for the outcome.
     *
     * @param timeout how long charon tries; at least 1 ms
     */
    public Initiation initiate(String connection, Optional<String> child, Duration timeout) {
        long logged = log.size();
        Optional<String> refusal = client.initiate(connection, child, timeout);
        if (refusal.isEmpty()) {
            return new Initiation.Up();
        }
        return new Initiation.Failed(refusal.get(), log.since(logged));
    }

    private Path settings() {
        return host.directory().resolve("strongswan.conf");
    }

    private Job running() {
        return process.filter(Job::isRunning)
                .orElseThrow(
                        () -> new IllegalStateException("charon does not run on " + host.name()));
    }

    private void end(Signal signal) {
        Job job = running();
        job.signal(signal);
        // A paused process takes no other signal than SIGKILL before it goes on.
        job.signal(Signal.CONT);
        if (job.awaitExit(STOP_DEADLINE).isEmpty()) {
            throw new LabFailure("charon did not end within " + STOP_DEADLINE);
        }
    }

    private void awaitFirstReply(Job job) {
        long deadline = System.nanoTime() + START_DEADLINE.toNanos();
        while (System.nanoTime() < deadline) {
            if (job.awaitExit(START_POLL).isPresent()) {
                throw new LabFailure("charon ended on " + host.name() + ":\n" + lastWords(job));
            }
            if (answers()) {
                return;
            }
        }
        job.signal(Signal.KILL);
        throw new LabFailure(
                "charon did not answer within " + START_DEADLINE + ":\n" + lastWords(job));
    }

    private boolean answers() {
        try {
            return !client.version().isEmpty();
        } catch (ViciException e) {
            return false;
        }
    }

    private String lastWords(Job job) {
        return job.output() + log.since(Math.max(0, log.size() - ABORT_LOG_BYTES));
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

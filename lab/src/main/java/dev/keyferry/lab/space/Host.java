package dev.keyferry.lab.space;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A host of the lab: a network namespace with an address on the internet and a protected one.
 * Thread-safe.
 */
public final class Host {
    /** So many pings, and what goes on until the last is answered, fit into what is read. */
    public static final int MAX_PINGS = 200;

    public static final Duration MIN_PING_INTERVAL = Duration.ofMillis(5);

    private final LabShell shell;
    private final String name;
    private final Path directory;
    private final Path namespace;
    private final String internetAddress;
    private final String protectedAddress;

    Host(
            LabShell shell,
            String name,
            Path directory,
            Path namespace,
            String internetAddress,
            String protectedAddress) {
        this.shell = shell;
        this.name = name;
        this.directory = directory;
        this.namespace = namespace;
        this.internetAddress = internetAddress;
        this.protectedAddress = protectedAddress;
    }

    public String name() {
        return name;
    }

    /** Where this host's files are, reachable from outside the lab too; nobody else's to read. */
    public Path directory() {
        return directory;
    }

    /** The IPv4 address by which all hosts reach this one. */
    public String internetAddress() {
        return internetAddress;
    }

    /** The IPv4 address on the loopback device that is reached through a tunnel only. */
    public String protectedAddress() {
        return protectedAddress;
    }

    /**
     * Runs a command to its end. No secret may stand in it: the process list shows it.
     *
     * @throws LabFailure if it has not ended by the deadline; it is killed then
     */
    public CommandResult run(Duration deadline, List<String> command) {
        return shell.run(deadline, here(command));
    }

    /**
     * As {@link #run}, for a command that must succeed.
     *
     * @throws LabFailure with what it wrote, if its exit code is not 0
     */
    public String check(Duration deadline, List<String> command) {
        CommandResult result = run(deadline, command);
        if (!result.isSuccess()) {
            throw new LabFailure(
                    "%s on %s: exit code %d: %s"
                            .formatted(command, name, result.exit(), result.output().strip()));
        }
        return result.output();
    }

    /** Starts a command that goes on; what it writes goes to the file. */
    public Job start(List<String> command, Path output) {
        return shell.start(here(command), output);
    }

    /**
     * Sends echo requests through whatever route there is, and waits for the last answer.
     *
     * @param destination an IPv4 address
     * @param count how many, 1 to {@value #MAX_PINGS}
     * @param interval between two of them, at least {@link #MIN_PING_INTERVAL}
     */
    public PingCount ping(String destination, int count, Duration interval) {
        if (count < 1 || count > MAX_PINGS) {
            throw new IllegalArgumentException("1 to " + MAX_PINGS + " pings, not " + count);
        }
        if (interval.compareTo(MIN_PING_INTERVAL) < 0) {
            throw new IllegalArgumentException("too often: a ping every " + interval);
        }
        // With a deadline ping(8) goes on until so many answers came. Without one it waits for the
        // last answers no longer than the ones before took, and on a loaded machine misses some.
        Duration deadline = interval.multipliedBy(2L * count).plus(PingRun.LATE);
        List<String> command =
                new ArrayList<>(PingRun.command(protectedAddress, destination, interval));
        command.addAll(
                1,
                List.of(
                        "-c",
                        Integer.toString(count),
                        "-w",
                        Long.toString(deadline.plusMillis(999).toSeconds())));
        String output = run(deadline.plus(PingRun.GRACE), command).output();
        return PingCount.ofTheFirst(count, output);
    }

    /** Sends echo requests until it is stopped. */
    public PingRun startPing(String destination, Duration interval) {
        return PingRun.start(this, destination, interval);
    }

    /** A command that opens a shell on this host, for a person who watches a running lab. */
    public String shellCommand() {
        // An ordinary user may enter the other namespaces only as the root of the user namespace.
        String user = LabStart.isRoot() ? "" : "--user --preserve-credentials ";
        return "nsenter --target %d %s--mount --pid nsenter --net=%s sh"
                .formatted(shell.pid(), user, namespace);
    }

    Path namespace() {
        return namespace;
    }

    private List<String> here(List<String> command) {
        List<String> entered = new ArrayList<>(List.of("nsenter", "--net=" + namespace));
        entered.addAll(command);
        return entered;
    }
}

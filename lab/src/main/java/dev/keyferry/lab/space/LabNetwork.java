package dev.keyferry.lab.space;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Hosts that reach each other over a bridge, the "internet" of the lab, and nothing else.
 * Thread-safe.
 *
 * <p>All addresses are from the range for benchmarks (RFC 2544, 198.18.0.0/15): the n-th host is
 * 198.18.0.n on the internet and 198.19.n.1 on its protected side.
 */
public final class LabNetwork implements AutoCloseable {
    /** Enough for tests, and fewer than the internet's /24 has addresses for. */
    public static final int MAX_HOSTS = 64;

    private static final Duration SET_UP_DEADLINE = Duration.ofSeconds(10);
    private static final Pattern HOST_NAME = Pattern.compile("[a-z][a-z0-9-]{0,19}");

    /**
     * Gives strongSwan's programs other paths. By their own AppArmor confines them, on Debian and
     * Ubuntu, to the files of the machine's one charon, whose settings and socket stand elsewhere.
     */
    private static final String BIND_PROGRAMS =
            """
            mkdir "$1"
            for program in charon-systemd swanctl; do
              path=$(command -v $program)
              : >"$1/$program"
              mount --bind "$path" "$1/$program"
            done
            """;

    private final LabShell shell;
    private final Path directory;
    private final Set<String> names = new HashSet<>();

    /**
     * Makes the namespaces, as yet without hosts.
     *
     * @param directory exists, belongs to this user; sockets, logs and settings of the hosts go
     *     there
     * @throws LabUnavailable if this machine or user may not
     */
    public static LabNetwork open(Path directory, AtEnd atEnd) {
        LabNetwork network = new LabNetwork(LabStart.start(directory), directory);
        boolean isSetUp = false;
        try {
            network.setUp(atEnd);
            isSetUp = true;
            return network;
        } finally {
            if (!isSetUp) {
                network.close();
            }
        }
    }

    /**
     * Adds a host: a network namespace with its own loopback, routes and addresses.
     *
     * @param name lower-case letters, digits and hyphens, at most 20 characters, not taken
     */
    public synchronized Host addHost(String name) {
        if (!HOST_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a name for a host: " + name);
        }
        if (names.size() == MAX_HOSTS) {
            throw new IllegalStateException("a lab holds at most " + MAX_HOSTS + " hosts");
        }
        if (!names.add(name)) {
            throw new IllegalArgumentException("there is a host of this name: " + name);
        }
        int number = names.size();
        Host host =
                new Host(
                        shell,
                        name,
                        makePrivate(directory.resolve(name)),
                        namespaces().resolve(name),
                        "198.18.0." + number,
                        "198.19." + number + ".1");
        // The namespace lives on as a mounted file, so it needs no process to hold it.
        String outside =
                """
                : >"$1"
                unshare --net="$1" true
                ip link add host%1$d type veth peer name eth0 netns "$1"
                ip link set host%1$d master internet up
                """
                        .formatted(number);
        script(outside, host.namespace().toString());
        host.check(
                SET_UP_DEADLINE,
                List.of(
                        "sh",
                        "-ec",
                        """
                        ip link set lo up
                        ip addr add "$1"/24 dev eth0
                        ip addr add "$2"/32 dev lo
                        ip link set eth0 up
                        """,
                        "sh",
                        host.internetAddress(),
                        host.protectedAddress()));
        return host;
    }

    /** Ends all processes of the lab and all its namespaces; they are gone when this returns. */
    @Override
    public void close() {
        shell.close();
    }

    private LabNetwork(LabShell shell, Path directory) {
        this.shell = shell;
        this.directory = directory;
    }

    private Path namespaces() {
        return directory.resolve("ns");
    }

    private void setUp(AtEnd atEnd) {
        makePrivate(namespaces());
        script("mount -t tmpfs -o mode=0700 lab \"$1\"", namespaces().toString());
        script(BIND_PROGRAMS, directory.resolve(LabStart.PROGRAMS).toString());
        script("ip link set lo up; ip link add internet type bridge; ip link set internet up", "");
        if (atEnd == AtEnd.DELETE_FILES) {
            // Killed first, or a process could still write into the directory that is being
            // removed.
            shell.onEnd(
                    "kill -KILL -1; umount -l %s; rm -rf %s"
                            .formatted(
                                    LabShell.quote(namespaces().toString()),
                                    LabShell.quote(directory.toString())));
        }
    }

    private void script(String lines, String argument) {
        CommandResult result =
                shell.run(SET_UP_DEADLINE, List.of("sh", "-ec", lines, "sh", argument));
        if (!result.isSuccess()) {
            throw new LabFailure("the lab's network cannot be set up: " + result.output().strip());
        }
    }

    private static Path makePrivate(Path directory) {
        try {
            return Files.createDirectory(
                    directory,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

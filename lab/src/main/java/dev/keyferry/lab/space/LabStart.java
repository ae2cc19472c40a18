package dev.keyferry.lab.space;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts the shell of a lab in new namespaces, in the first way that this machine allows. */
final class LabStart {
    /** Below the lab's directory: programs that are found before those of the machine. */
    static final String PROGRAMS = "ns/bin";

    private static final int ERROR_LIMIT_BYTES = 2_000;

    /** A session of its own keeps the shell from the keys of a terminal, such as Ctrl-C. */
    private static final List<String> IN_USER_NAMESPACE =
            List.of("setsid", "unshare", "--user", "--map-root-user");

    private static final List<String> AS_ROOT = List.of("setsid", "unshare");
    private static final List<String> NAMESPACES =
            List.of("--net", "--mount", "--pid", "--fork", "--mount-proc", "--kill-child");

    /**
     * Starts the shell in a user namespace, in which an ordinary user is root; for root, where user
     * namespaces are forbidden, without one.
     *
     * @param directory exists, writable; output of commands and the shell's own errors go there
     * @throws LabUnavailable if the namespaces cannot be made
     */
    static LabShell start(Path directory) {
        List<List<String>> ways = new ArrayList<>(List.of(IN_USER_NAMESPACE));
        if (isRoot()) {
            ways.add(AS_ROOT);
        }
        List<String> refusals = new ArrayList<>();
        Path errors = directory.resolve("shell.err");
        for (List<String> way : ways) {
            LabShell shell = new LabShell(spawn(way, directory, errors), directory);
            if (shell.isReady()) {
                return shell;
            }
            shell.close();
            refusals.add(Job.tail(errors, ERROR_LIMIT_BYTES).strip());
        }
        throw new LabUnavailable(LabRequirements.withoutNamespaces(String.join("; ", refusals)));
    }

    /** Whether this JVM's user is root, be it in a user namespace. */
    static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process spawn(List<String> way, Path directory, Path errors) {
        List<String> command = new ArrayList<>(way);
        command.addAll(NAMESPACES);
        command.addAll(List.of("sh", "-s"));
        ProcessBuilder builder = new ProcessBuilder(command);
        // Nothing of the caller's environment, such as a token, is handed to what runs in the lab.
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.put(
                "PATH",
                directory.resolve(PROGRAMS) + ":" + String.join(":", LabRequirements.SEARCH_PATH));
        environment.put("LC_ALL", "C");
        builder.redirectError(errors.toFile());
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("the shell of the lab cannot be started", e);
        }
    }

    private LabStart() {}
}

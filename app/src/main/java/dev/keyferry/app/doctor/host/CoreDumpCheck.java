package dev.keyferry.app.doctor.host;

import dev.keyferry.app.doctor.Check;
import dev.keyferry.app.doctor.Finding;
import dev.keyferry.app.doctor.Subject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a crash of a process that holds keys writes them to a disk. */
public final class CoreDumpCheck implements Check {
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    private static final Pattern LIMIT =
            Pattern.compile("^Max core file size\\s+(\\S+)", Pattern.MULTILINE);

    /** To a pipe the kernel writes whatever the limit is; this one asks for the limit itself. */
    private static final String HEEDING = "systemd-coredump";

    private final HostFiles host;

    public CoreDumpCheck(HostFiles host) {
        this.host = host;
    }

    @Override
    public List<Finding> look() {
        String pattern = host.text("proc/sys/kernel/core_pattern").orElse("core").strip();
        List<String> open = new ArrayList<>();
        int seen = 0;
        for (Path process : host.entries("proc")) {
            String pid = process.getFileName().toString();
            Optional<String> name =
                    NUMBER.matcher(pid).matches() ? holdsKeys(process) : Optional.empty();
            if (name.isPresent()) {
                seen++;
                if (!isBound(process, pattern)) {
                    open.add(name.get() + " (" + pid + ")");
                }
            }
        }
        if (open.isEmpty() || pattern.isEmpty()) {
            return List.of(
                    Finding.ok(
                            Subject.CORE_DUMPS,
                            seen == 0
                                    ? "neither charon nor Keyferry is seen running"
                                    : "no crash of charon or Keyferry writes keys to a disk"));
        }
        return List.of(
                Finding.warn(
                        Subject.CORE_DUMPS,
                        "a crash writes memory with keys by the pattern `"
                                + pattern
                                + "`: "
                                + String.join(", ", open),
                        "write LimitCORE=0 into a drop-in of the unit, and restart it"));
    }

    private static boolean isBound(Path process, String pattern) {
        Matcher limit = LIMIT.matcher(HostFiles.text(process.resolve("limits")).orElse(""));
        return limit.find()
                && limit.group(1).equals("0")
                && (!pattern.startsWith("|") || pattern.contains(HEEDING));
    }

    /** The name of a charon, or of a JVM that runs this product. */
    private static Optional<String> holdsKeys(Path process) {
        String name = HostFiles.text(process.resolve("comm")).orElse("").strip();
        if (name.equals("charon") || name.equals("charon-systemd")) {
            return Optional.of(name);
        }
        String line = HostFiles.text(process.resolve("cmdline")).orElse("");
        boolean isOurs =
                name.equals("java")
                        && line.contains("keyferry")
                        && (line.contains("\0serve\0") || line.contains("\0agent\0"));
        return isOurs ? Optional.of("keyferry") : Optional.empty();
    }
}

package dev.keyferry.app.doctor.charon;

import dev.keyferry.app.doctor.Check;
import dev.keyferry.app.doctor.Finding;
import dev.keyferry.app.doctor.Subject;
import dev.keyferry.app.doctor.host.HostFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether a log of charon is so talkative that keys stand in it: at level 4 groups print what is
 * private, {@code cfg} pre-shared keys. charon does not tell its levels, so this looks through its
 * settings for such lines, wherever they stand.
 */
public final class LogLevelsCheck implements Check {
    private static final int PRIVATE = 4;
    private static final int MAX_FILES = 1_000;
    private static final int MAX_DEPTH = 4;
    private static final Pattern LEVEL =
            Pattern.compile(
                    "\\b(default|app|asn|cfg|chd|dmn|enc|esp|ike|imc|imv|job|knl|lib|mgr|net|pts"
                            + "|tls|tnc)\\s*=\\s*(\\d{1,3})\\b");

    private final Path settings;

    /**
     * @param settings {@code strongswan.conf}; what lies in {@code strongswan.d} beside it counts
     *     too
     */
    public LogLevelsCheck(Path settings) {
        this.settings = settings;
    }

    @Override
    public List<Finding> look() {
        if (!Files.isReadable(settings)) {
            return List.of(
                    Finding.warn(
                            Subject.LOG_LEVELS,
                            "the log levels were not seen: " + settings + " cannot be read",
                            "name the charon's settings by --strongswan"));
        }
        List<Finding> findings = new ArrayList<>();
        files().forEach(file -> look(file, findings));
        return findings.isEmpty()
                ? List.of(Finding.ok(Subject.LOG_LEVELS, "no log of " + settings + " prints keys"))
                : findings;
    }

    private List<Path> files() {
        List<Path> files = new ArrayList<>(List.of(settings));
        Path more = settings.resolveSibling("strongswan.d");
        if (Files.isDirectory(more)) {
            try (Stream<Path> all = Files.walk(more, MAX_DEPTH)) {
                all.filter(file -> file.toString().endsWith(".conf"))
                        .limit(MAX_FILES)
                        .sorted()
                        .forEach(files::add);
            } catch (IOException | UncheckedIOException e) {
                // What may not be entered holds nothing that charon's own user would read.
                return files;
            }
        }
        return files;
    }

    private static void look(Path file, List<Finding> findings) {
        int number = 0;
        for (String line : HostFiles.text(file).orElse("").lines().toList()) {
            number++;
            Matcher level = LEVEL.matcher(line.replaceFirst("#.*", ""));
            while (level.find()) {
                if (Integer.parseInt(level.group(2)) >= PRIVATE) {
                    findings.add(
                            Finding.fail(
                                    Subject.LOG_LEVELS,
                                    "%s:%d has charon write keys into its log: %s = %s"
                                            .formatted(
                                                    file, number, level.group(1), level.group(2)),
                                    "set it to 3 or less, restart charon, remove the logs, and"
                                            + " change the keys that they may hold"));
                }
            }
        }
    }
}

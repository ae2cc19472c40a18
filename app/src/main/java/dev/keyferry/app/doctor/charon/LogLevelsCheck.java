package dev.keyferry.app.doctor.charon;

import dev.keyferry.app.doctor.Check;
import dev.keyferry.app.doctor.Finding;
import dev.keyferry.app.doctor.Subject;
import dev.keyferry.app.doctor.host.HostFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a log of charon is so talkative that keys stand in it: at level 4 groups print what is
 * private, {@code cfg} pre-shared keys. charon does not tell its levels, so this looks through its
 * settings for such lines, wherever they stand.
 */
public final class LogLevelsCheck implements Check {
    private static final int PRIVATE = 4;
    private static final String GROUPS =
            "app|asn|cfg|chd|dmn|enc|esp|ike|imc|imv|job|knl|lib|mgr|net|pts|tls|tnc";

    private static final Pattern LEVEL =
            Pattern.compile("\\b(default|" + GROUPS + ")\\s*=\\s*(\\d{1,3})\\b");

    /** The one setting of {@code ipsec.conf}, whose value the starter gives to charon. */
    private static final Pattern DEBUG = Pattern.compile("\\s*charondebug\\s*=.*");

    private static final Pattern DEBUG_LEVEL =
            Pattern.compile("\\b(any|" + GROUPS + ")\\s+(\\d{1,3})\\b");

    private final Path settings;

    /**
     * @param settings {@code strongswan.conf}; what lies in {@code strongswan.d} beside it counts
     *     too, and {@code ipsec.conf}
     */
    public LogLevelsCheck(Path settings) {
        this.settings = settings;
    }

    @Override
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        look(settings, findings, LogLevelsCheck::levels);
        SettingFiles more = SettingFiles.below(settings.resolveSibling("strongswan.d"));
        more.found().forEach(file -> look(file, findings, LogLevelsCheck::levels));
        more.unseen().forEach(path -> findings.add(unseen(path)));
        Path starter = settings.resolveSibling("ipsec.conf");
        if (!Files.notExists(starter)) {
            look(starter, findings, LogLevelsCheck::starterLevels);
        }
        return findings.isEmpty()
                ? List.of(Finding.ok(Subject.LOG_LEVELS, "no log of " + settings + " prints keys"))
                : Finding.shortened(findings);
    }

    private static void look(Path file, List<Finding> findings, Function<String, Matcher> levels) {
        Optional<String> text = HostFiles.text(file);
        if (text.isEmpty()) {
            findings.add(unseen(file));
        }
        int number = 0;
        for (String line : text.orElse("").lines().toList()) {
            number++;
            Matcher level = levels.apply(line.replaceFirst("#.*", ""));
            while (level.find()) {
                if (Integer.parseInt(level.group(2)) >= PRIVATE) {
                    findings.add(
                            talkative(
                                    file + ":" + number, level.group(1) + " = " + level.group(2)));
                }
            }
        }
    }

    private static Matcher levels(String line) {
        return LEVEL.matcher(line);
    }

    private static Matcher starterLevels(String line) {
        return DEBUG_LEVEL.matcher(DEBUG.matcher(line).matches() ? line : "");
    }

    private static Finding talkative(String place, String level) {
        return Finding.fail(
                Subject.LOG_LEVELS,
                place + " has charon write keys into its log: " + level,
                "set it to 3 or less, restart charon, remove the logs, and change the keys that"
                        + " they may hold");
    }

    private static Finding unseen(Path path) {
        return Finding.warn(
                Subject.LOG_LEVELS,
                "the log levels were not all seen: " + path + " cannot be read",
                "run this command as root; --strongswan names the charon's settings");
    }
}

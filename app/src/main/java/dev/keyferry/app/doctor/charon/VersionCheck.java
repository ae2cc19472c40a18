package dev.keyferry.app.doctor.charon;

import dev.keyferry.app.doctor.Finding;
import dev.keyferry.app.doctor.Subject;
import dev.keyferry.vici.ViciMessage;
import dev.keyferry.vici.ViciSession;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the charon is of a version that the agent was made for. */
final class VersionCheck implements SessionCheck {
    private static final Pattern VERSION =
            Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(?:\\.(\\d{1,4}))?.*");

    private static final long RADIX = 10_000;
    private static final long FIRST_GOOD = number(5, 9, 8);
    private static final long FIRST_UNKNOWN = number(6, 1, 0);

    @Override
    public List<Finding> look(ViciSession session) {
        return List.of(
                finding(
                        session.call("version", ViciMessage.EMPTY, DEADLINE)
                                .text("version")
                                .orElse("")));
    }

    static Finding finding(String version) {
        String seen = "strongSwan " + version;
        long number = number(version);
        if (number < FIRST_GOOD) {
            return Finding.warn(
                    Subject.CHARON_VERSION,
                    seen + " is older than what the agent was tried with",
                    "update strongSwan to 5.9.8 or newer");
        }
        return number < FIRST_UNKNOWN
                ? Finding.ok(Subject.CHARON_VERSION, seen)
                : Finding.warn(
                        Subject.CHARON_VERSION,
                        seen + " is newer than what the agent was made for",
                        "see whether there is a newer Keyferry that names it");
    }

    private static long number(String version) {
        Matcher parts = VERSION.matcher(version);
        if (!parts.matches()) {
            return 0;
        }
        return number(
                Long.parseLong(parts.group(1)),
                Long.parseLong(parts.group(2)),
                parts.group(3) == null ? 0 : Long.parseLong(parts.group(3)));
    }

    private static long number(long major, long minor, long patch) {
        return (major * RADIX + minor) * RADIX + patch;
    }
}

package dev.keyferry.app.command.doctor;

import dev.keyferry.app.command.terminal.Json;
import dev.keyferry.app.doctor.Finding;
import dev.keyferry.app.doctor.Level;
import dev.keyferry.app.doctor.Subject;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;

/** All that was seen. */
record Report(List<Finding> findings) {
    private static final int LEVEL_WIDTH = 6;
    private static final int SUBJECT_WIDTH =
            Arrays.stream(Subject.values()).mapToInt(s -> s.toString().length()).max().orElse(0)
                    + 2;

    Report {
        findings = List.copyOf(findings);
    }

    boolean hasFailures() {
        return count(Level.FAIL) > 0;
    }

    void printJson(PrintStream out) {
        Json.print(findings.stream().map(Finding::json), out);
    }

    void print(PrintStream out) {
        for (Finding finding : findings) {
            out.println(
                    padded(finding.level().toString(), LEVEL_WIDTH)
                            + padded(finding.subject().toString(), SUBJECT_WIDTH)
                            + finding.seen());
            if (!finding.mend().isEmpty()) {
                out.println(" ".repeat(LEVEL_WIDTH) + "-> " + finding.mend());
            }
        }
        out.println(
                count(Level.OK)
                        + " ok, "
                        + count(Level.WARN)
                        + " to look at, "
                        + count(Level.FAIL)
                        + " failed");
    }

    private long count(Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}

package dev.keyferry.app.command.tunnel.adopt;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.app.adopt.judge.Candidate;
import dev.keyferry.app.adopt.judge.Problem;
import dev.keyferry.app.api.KeyState;
import dev.keyferry.app.api.Printable;
import dev.keyferry.app.api.Tunnel;
import dev.keyferry.app.command.terminal.Table;
import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.server.domain.identity.IdentityNotation;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Tells people what is ready, what was imported and what was left. */
record ImportReport(List<Import> imports, Collection<String> notes) {
    /** More remarks than these are counted, not listed. */
    private static final int SHOWN = 10;

    private static final String MEND =
            ": mend, move or accept them (isolation not assured) before keys load";

    /** The one line of a dry run. */
    String foreseen() {
        List<String> parts = new ArrayList<>();
        parts.add(count(one -> one.state().equals("ready")) + " ready");
        addCount(parts, count(Import::wasThere), "there already");
        return imports.size()
                + (imports.size() == 1 ? " tunnel: " : " tunnels: ")
                + String.join(", ", parts)
                + left();
    }

    /** The one line of a run. */
    String done() {
        List<String> parts = new ArrayList<>();
        parts.add("imported " + count(Import::isDone));
        long loaded = count(one -> one.isDone() && isLoaded(one));
        if (loaded > 0) {
            parts.add("loaded " + loaded);
        }
        long there = count(Import::wasThere);
        if (there > 0) {
            parts.add("there already " + there);
        }
        long left = count(Import::isLeft);
        if (left > 0) {
            parts.add("left " + left);
        }
        long open = count(Import::isToCreate) + count(Import::isToKey);
        if (open > 0) {
            parts.add("not tried " + open);
        }
        return String.join("   ", parts);
    }

    /** What is left, with all that stands against it. */
    void printLeft(PrintStream out) {
        List<Import> left = imports.stream().filter(Import::isLeft).toList();
        if (left.isEmpty()) {
            return;
        }
        Table table = new Table("NAME", "FROM", "IDENTITY", "WHAT IS WRONG");
        for (Import one : left) {
            Candidate candidate = one.candidate();
            table.row(
                    candidate.name(),
                    candidate.from(),
                    identities(candidate).stream().findFirst().orElse("any"),
                    candidate.findings().stream()
                            .map(finding -> finding.problem().token() + ": " + finding.text())
                            .collect(Collectors.joining("; ")));
        }
        table.print(out);
    }

    void printNotes(PrintStream err) {
        notes.forEach(note -> err.println("note: " + note));
        List<String> remarks =
                imports.stream()
                        .flatMap(one ->
                                one.candidate().remarks().stream()
                                        .map(text -> one.candidate().name() + ": " + text))
                        .toList();
        remarks.stream()
                .limit(SHOWN)
                .forEach(remark -> err.println("note: " + Printable.of(remark)));
        if (remarks.size() > SHOWN) {
            err.println(
                    "note: there are "
                            + (remarks.size() - SHOWN)
                            + " more; --json prints all of them");
        }
    }

    /** What is short of everything being imported and loaded; what is left is said first. */
    Optional<Failure> shortfall() {
        long left = count(Import::isLeft);
        if (left > 0) {
            return Optional.of(
                    new Failure(
                            ExitCode.REFUSED,
                            left
                                    + " of "
                                    + imports.size()
                                    + " tunnels cannot be imported as they"
                                    + " are",
                            "docs/adopt.md tells how to mend each; the same command then imports"
                                    + " what is missing"));
        }
        long open = count(one -> one.isDone() && !isLoaded(one));
        return open == 0
                ? Optional.empty()
                : Optional.of(
                        new Failure(
                                ExitCode.NOT_LOADED_EVERYWHERE,
                                open + " of the keys are stored, but not loaded everywhere",
                                "leave your own secrets where they are until `keyferry psk status`"
                                        + " shows all as loaded"));
    }

    static List<String> identities(Candidate candidate) {
        return candidate.identities().stream().map(ImportReport::identity).toList();
    }

    private static String identity(IkeIdentity identity) {
        return IdentityNotation.typeName(identity.type()) + ":" + IdentityNotation.write(identity);
    }

    private String left() {
        StringBuilder text = new StringBuilder();
        for (Problem problem : Problem.values()) {
            long count =
                    count(one -> one.candidate().gravest().filter(problem::equals).isPresent());
            if (count > 0) {
                text.append(", ").append(problem.counted(count));
            }
        }
        return text.isEmpty() ? "" : text + MEND;
    }

    private long count(Predicate<Import> which) {
        return imports.stream().filter(which).count();
    }

    private static void addCount(List<String> parts, long count, String what) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
    }

    private static boolean isLoaded(Import one) {
        return one.there().flatMap(Tunnel::key).filter(KeyState::isLoadedEverywhere).isPresent();
    }
}

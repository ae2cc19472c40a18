package dev.keyferry.app.command.psk.set;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.app.api.KeyState;
import dev.keyferry.app.api.Printable;
import dev.keyferry.app.command.psk.set.journal.CallOutcome.Applied;
import dev.keyferry.app.command.psk.set.journal.CallOutcome.Note;
import dev.keyferry.server.keyfile.RefusedLine;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Tells people what became of the keys, without the keys.
 *
 * @param refusedFile where the refused lines were written, if they were
 * @param account the option that chooses the account in another command, or nothing
 */
record PskSetReport(SetOutcome outcome, Optional<Path> refusedFile, String account) {
    /** More names, lines or notes than these are counted, not listed. */
    private static final int SHOWN = 10;

    /** States short of loaded, what they are called, and the command that shows more. */
    private enum Lack {
        PARTIAL("partial", "partial", "psk status --state partial"),
        STORED("stored", "stored only", "psk status --state stored"),
        UNSERVED("unserved", "unserved", "edge list");

        private final String state;
        private final String label;
        private final String next;

        Lack(String state, String label, String next) {
            this.state = state;
            this.label = label;
            this.next = next;
        }

        boolean is(Applied key) {
            return key.state().map(KeyState::state).filter(state::equals).isPresent();
        }
    }

    /** What is short of every key being loaded everywhere; a refusal is said first. */
    Optional<Failure> shortfall() {
        int refused = outcome.refused().size();
        if (refused > 0) {
            return Optional.of(
                    new Failure(
                            ExitCode.REFUSED,
                            refused + " of the keys were refused; the former ones stay",
                            refusedFile
                                    .map(file ->
                                            "correct what "
                                                    + file
                                                    + " names and set those again: it may get a"
                                                    + " column psk")
                                    .orElse("correct what the reasons name and set those again")));
        }
        long missing = outcome.applied().stream().filter(key -> !isLoadedOrValid(key)).count();
        return missing == 0
                ? Optional.empty()
                : Optional.of(
                        new Failure(
                                ExitCode.NOT_LOADED_EVERYWHERE,
                                missing + " of the keys are stored, but not loaded everywhere",
                                "gateways load them by themselves once what they say is mended"));
    }

    /**
     * Prints all there is to say.
     *
     * @param lead what stands before the counts and tells how many keys are in force; may be empty
     */
    void print(PrintStream out, PrintStream err, String lead) {
        printNotes(err);
        out.println(lead + counts(lead.isEmpty()));
        printBehind(out);
        if (refusedFile.isEmpty()) {
            printRefused(out);
        }
        lacking()
                .findFirst()
                .ifPresent(state ->
                        out.println(
                                "next: keyferry "
                                        + state.next
                                        + (state == Lack.UNSERVED ? "" : account)));
    }

    private String counts(boolean isWithStored) {
        List<String> counts = new ArrayList<>();
        long valid = outcome.applied().stream().filter(key -> key.state().isEmpty()).count();
        addCount(counts, "valid", valid);
        if (isWithStored) {
            addCount(counts, "stored", outcome.applied().size() - valid);
        }
        addCount(
                counts,
                "loaded",
                count(key -> key.state().filter(KeyState::isLoadedEverywhere).isPresent()));
        lacking().forEach(state -> addCount(counts, state.label, count(state::is)));
        int refused = outcome.refused().size();
        addCount(counts, "refused", refused);
        String to = refused > 0 ? refusedFile.map(file -> " -> " + file).orElse("") : "";
        return String.join("   ", counts) + to;
    }

    private void printBehind(PrintStream out) {
        List<String> lines = new ArrayList<>();
        lacking()
                .forEach(state ->
                        lines.add(
                                state.label
                                        + ": "
                                        + some(
                                                outcome.applied().stream()
                                                        .filter(state::is)
                                                        .map(Applied::tunnel)
                                                        .map(Printable::of)
                                                        .toList(),
                                                ", ")));
        List<String> gateways =
                outcome.notes().stream().filter(Note::isOfGateway).map(Note::message).toList();
        if (lines.size() == 1 && gateways.size() == 1) {
            out.println(lines.getFirst() + "   " + Printable.of(gateways.getFirst()));
            return;
        }
        lines.forEach(out::println);
        gateways.stream().limit(SHOWN).forEach(text -> out.println("  " + Printable.of(text)));
    }

    private void printRefused(PrintStream out) {
        List<RefusedLine> refused = outcome.refused();
        for (RefusedLine line : refused.subList(0, Math.min(SHOWN, refused.size()))) {
            out.println(
                    "refused: line "
                            + line.line()
                            + "  "
                            + line.tunnel()
                            + "  "
                            + Printable.of(line.reason()));
        }
        if (refused.size() > SHOWN) {
            out.println(
                    "and " + (refused.size() - SHOWN) + " more; --refused FILE writes all of them");
        }
    }

    private void printNotes(PrintStream err) {
        Collection<List<Note>> notes =
                outcome.notes().stream()
                        .filter(Predicate.not(Note::isOfGateway))
                        .collect(groupingBy(Note::said, LinkedHashMap::new, toList()))
                        .values();
        notes.stream().limit(SHOWN).forEach(same -> err.println("note: " + text(same)));
        if (notes.size() > SHOWN) {
            err.println(
                    "note: there are "
                            + (notes.size() - SHOWN)
                            + " more; --json prints all of them");
        }
    }

    /** What is said alike of several keys is said once. */
    private static String text(List<Note> same) {
        String said = same.getFirst().said();
        if (same.getFirst().line() == 0) {
            return said;
        }
        List<String> lines = same.stream().map(Note::line).sorted().map(String::valueOf).toList();
        return lines.size() == 1
                ? "line " + lines.getFirst() + ": " + said
                : lines.size() + " keys: " + said + ": lines " + some(lines, ", ");
    }

    private Stream<Lack> lacking() {
        return Arrays.stream(Lack.values()).filter(state -> count(state::is) > 0);
    }

    private long count(Predicate<Applied> which) {
        return outcome.applied().stream().filter(which).count();
    }

    private static void addCount(List<String> counts, String what, long count) {
        if (count > 0) {
            counts.add(what + " " + count);
        }
    }

    private static String some(List<String> all, String between) {
        String shown = all.stream().limit(SHOWN).collect(joining(between));
        return all.size() > SHOWN ? shown + " and " + (all.size() - SHOWN) + " more" : shown;
    }

    private static boolean isLoadedOrValid(Applied key) {
        return key.state().map(KeyState::isLoadedEverywhere).orElse(true);
    }
}

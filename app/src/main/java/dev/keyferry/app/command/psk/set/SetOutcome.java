package dev.keyferry.app.command.psk.set;

import static java.util.Comparator.comparingInt;

import dev.keyferry.app.api.Sums;
import dev.keyferry.app.command.psk.set.journal.CallOutcome;
import dev.keyferry.app.command.psk.set.journal.CallOutcome.Applied;
import dev.keyferry.app.command.psk.set.journal.CallOutcome.Note;
import dev.keyferry.server.keyfile.RefusedLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;

/** The fate of every line of a file, over all calls. Confined to one thread. */
final class SetOutcome {
    private final List<Applied> applied = new ArrayList<>();
    private final List<RefusedLine> refused;
    private final SequencedSet<Note> ofKeys = new LinkedHashSet<>();

    /** What is said of no single key, by its code. */
    private final SequencedMap<Integer, Sums> ofCalls = new LinkedHashMap<>();

    /** An outcome before any call. */
    SetOutcome(List<RefusedLine> refused) {
        this.refused = new ArrayList<>(refused);
    }

    void add(CallOutcome call) {
        applied.addAll(call.applied());
        refused.addAll(call.refused());
        call.notes().forEach(this::add);
    }

    private void add(Note note) {
        if (note.line() > 0) {
            ofKeys.add(note);
        } else {
            ofCalls.computeIfAbsent(note.code(), _ -> new Sums()).add(note.message());
        }
    }

    /** In the order of the file. */
    List<Applied> applied() {
        return applied.stream().sorted(comparingInt(Applied::entry)).toList();
    }

    /** In the order of the file. */
    List<RefusedLine> refused() {
        return refused.stream().sorted(comparingInt(RefusedLine::entry)).toList();
    }

    /** What was said beside, each thing once, as if all calls had been one. */
    List<Note> notes() {
        List<Note> notes = new ArrayList<>(ofKeys);
        ofCalls.forEach(
                (code, sums) -> sums.texts().forEach(text -> notes.add(new Note(code, text, 0))));
        return notes;
    }
}

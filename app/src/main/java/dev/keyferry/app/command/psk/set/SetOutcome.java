package dev.keyferry.app.command.psk.set;

import static java.util.Comparator.comparingInt;

import dev.keyferry.app.command.psk.set.CallOutcome.Applied;
import dev.keyferry.app.command.psk.set.CallOutcome.Note;
import dev.keyferry.server.keyfile.RefusedLine;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/** The fate of every line of a file, over all calls. Confined to one thread. */
final class SetOutcome {
    private final List<Applied> applied = new ArrayList<>();
    private final List<RefusedLine> refused;
    private final SequencedSet<Note> notes = new LinkedHashSet<>();

    /** An outcome before any call. */
    SetOutcome(List<RefusedLine> refused) {
        this.refused = new ArrayList<>(refused);
    }

    void add(CallOutcome call) {
        applied.addAll(call.applied());
        refused.addAll(call.refused());
        notes.addAll(call.notes());
    }

    /** In the order of the file. */
    List<Applied> applied() {
        return applied.stream().sorted(comparingInt(Applied::entry)).toList();
    }

    /** In the order of the file. */
    List<RefusedLine> refused() {
        return refused.stream().sorted(comparingInt(RefusedLine::entry)).toList();
    }

    /** What was said beside, each thing once; every call says the same of a gateway. */
    List<Note> notes() {
        return List.copyOf(notes);
    }
}

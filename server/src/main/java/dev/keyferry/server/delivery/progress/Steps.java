package dev.keyferry.server.delivery.progress;

import dev.keyferry.feed.id.Revision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Remembers when a position moved, as far back as it has room. Confined by its owner's lock. */
final class Steps {
    /** Most steps that are remembered. */
    static final int MAX_STEPS = 256;

    private final List<Step> steps = new ArrayList<>();

    /** At {@code at}, everything up to {@code revision} was reached. */
    record Step(Revision revision, Instant at) {}

    /** Notes where the position is now; one that went back forgets what it had reached. */
    void move(Revision revision, Instant at) {
        steps.removeIf(step -> step.revision().isAfter(revision));
        if (steps.isEmpty() || revision.isAfter(steps.getLast().revision())) {
            steps.add(new Step(revision, at));
        }
        if (steps.size() > MAX_STEPS) {
            steps.removeFirst();
        }
    }

    void clear() {
        steps.clear();
    }

    List<Step> copy() {
        return List.copyOf(steps);
    }

    /** When {@code revision} was reached; empty if it was not. */
    static Optional<Instant> since(List<Step> steps, Revision revision) {
        int low = 0;
        int high = steps.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (revision.isAfter(steps.get(middle).revision())) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < steps.size() ? Optional.of(steps.get(low).at()) : Optional.empty();
    }
}

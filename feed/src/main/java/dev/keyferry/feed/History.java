package dev.keyferry.feed;

import dev.keyferry.feed.id.Epoch;
import java.util.ArrayList;
import java.util.List;

/**
 * The epochs of a store. An operator who decides that a restored store counts begins a new one; the
 * bindings of the former ones count on.
 *
 * @param epoch the present one
 * @param former those that it succeeded, the oldest first, at most {@value #MAX_FORMER}
 */
public record History(Epoch epoch, List<Epoch> former) {
    public static final int MAX_FORMER = 64;

    public History {
        former = List.copyOf(former);
        if (former.size() > MAX_FORMER) {
            throw new IllegalArgumentException(
                    "a history has at most " + MAX_FORMER + " former epochs");
        }
        if (former.contains(epoch) || former.stream().distinct().count() != former.size()) {
            throw new IllegalArgumentException("a history has each epoch once");
        }
    }

    /** That of a store which succeeded no other. */
    public static History of(Epoch epoch) {
        return new History(epoch, List.of());
    }

    /** All of them, the oldest first. */
    public List<Epoch> all() {
        List<Epoch> all = new ArrayList<>(former);
        all.add(epoch);
        return List.copyOf(all);
    }

    /** True if an operator decided that the present epoch comes after this one. */
    public boolean succeeds(Epoch other) {
        return former.contains(other);
    }

    /** Its place in the order of epochs; that of one which is not among them is before all. */
    public int rank(Epoch other) {
        return epoch.equals(other) ? former.size() : former.indexOf(other);
    }

    /** True if what is bound to this epoch counts. */
    public boolean has(Epoch other) {
        return epoch.equals(other) || succeeds(other);
    }
}

package dev.keyferry.e2e.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a charon was told of keys, by their numbers: what a tunnel was n-th given, a key or the end
 * of its key, has the number n. Keeps whatever must never happen. Thread-safe.
 */
final class Loads {
    /** What the charon has of a tunnel, and a stamp that changes whenever that may change. */
    record Holding(Optional<Integer> key, long stamp) {}

    /** Knows which numbers are not keys, but the end of one. */
    interface Removals {
        /** The first removal that was asked for with this number or a higher one. */
        OptionalInt from(String tunnel, int number);
    }

    private final Removals removals;
    private final Map<String, Integer> newest = new HashMap<>();
    private final Map<String, Integer> held = new HashMap<>();
    private final List<String> violations = new ArrayList<>();
    private long stamp;

    Loads(Removals removals) {
        this.removals = removals;
    }

    /** A request with this key goes to the charon. */
    synchronized void loading(String tunnel, int key) {
        stamp++;
        held.remove(tunnel);
        int before = newest.getOrDefault(tunnel, 0);
        if (key < before) {
            violations.add("key " + key + " of " + tunnel + " was loaded after number " + before);
        }
        newest.put(tunnel, Math.max(key, before));
    }

    /** The charon has said that it took it. */
    synchronized void loaded(String tunnel, int key) {
        stamp++;
        held.put(tunnel, key);
    }

    /** A request to take it away goes to the charon. */
    synchronized void unloading(String tunnel) {
        stamp++;
        held.remove(tunnel);
        int before = newest.getOrDefault(tunnel, 0);
        removals.from(tunnel, before)
                .ifPresentOrElse(
                        removal -> newest.put(tunnel, removal),
                        () -> violations.add("the key of " + tunnel + " was taken away"));
    }

    /** The charon may have lost everything. */
    synchronized void forget() {
        stamp++;
        held.clear();
    }

    synchronized Holding of(String tunnel) {
        return new Holding(Optional.ofNullable(held.get(tunnel)), stamp);
    }

    synchronized List<String> violations() {
        return List.copyOf(violations);
    }
}

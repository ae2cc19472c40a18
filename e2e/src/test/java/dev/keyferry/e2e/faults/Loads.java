package dev.keyferry.e2e.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a charon was told of keys, by their numbers: a tunnel's n-th key has the number n. Keeps
 * whatever must never happen. Thread-safe.
 */
final class Loads {
    /** What the charon has of a tunnel, and a stamp that changes whenever that may change. */
    record Holding(Optional<Integer> key, long stamp) {}

    private final Map<String, Integer> newest = new HashMap<>();
    private final Map<String, Integer> held = new HashMap<>();
    private final List<String> violations = new ArrayList<>();
    private long stamp;

    /** A request with this key goes to the charon. */
    synchronized void loading(String tunnel, int key) {
        stamp++;
        held.remove(tunnel);
        int before = newest.getOrDefault(tunnel, 0);
        if (key < before) {
            violations.add("key " + key + " of " + tunnel + " was loaded after key " + before);
        }
        newest.put(tunnel, Math.max(key, before));
    }

    /** The charon has said that it took it. */
    synchronized void loaded(String tunnel, int key) {
        stamp++;
        held.put(tunnel, key);
    }

    /** A request to take it away goes to the charon, which in this world nobody asks for. */
    synchronized void unloading(String tunnel) {
        stamp++;
        violations.add("the key of " + tunnel + " was taken away");
        held.remove(tunnel);
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

package dev.keyferry.gateway.secrets;

import dev.keyferry.feed.id.TunnelId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeSet;

/**
 * Tunnels that are to be looked at, each once. Urgent ones go first, in the order of their coming;
 * then the bulk, and of it first what the charon wrote last, since charon finds a secret by walking
 * its list from the newest on. Bounded by the number of tunnels. Confined to one thread.
 */
final class Backlog {
    private record Place(TunnelId tunnel, long writtenAt, long sequence) {
        private static final Comparator<Place> ORDER =
                Comparator.comparingLong(Place::writtenAt)
                        .reversed()
                        .thenComparingLong(Place::sequence);
    }

    private final SequencedSet<TunnelId> urgent = new LinkedHashSet<>();
    private final TreeSet<Place> bulk = new TreeSet<>(Place.ORDER);
    private final Map<TunnelId, Place> places = new HashMap<>();
    private long sequence;

    void addUrgent(TunnelId tunnel) {
        Place place = places.remove(tunnel);
        if (place != null) {
            bulk.remove(place);
        }
        urgent.add(tunnel);
    }

    /**
     * @param writtenAt when the charon wrote it, see {@link CharonView#writtenAt}
     */
    void addBulk(TunnelId tunnel, long writtenAt) {
        if (urgent.contains(tunnel) || places.containsKey(tunnel)) {
            return;
        }
        sequence++;
        Place place = new Place(tunnel, writtenAt, sequence);
        places.put(tunnel, place);
        bulk.add(place);
    }

    /** Takes the next tunnel out. */
    Optional<TunnelId> next() {
        if (!urgent.isEmpty()) {
            return Optional.of(urgent.removeFirst());
        }
        Place first = bulk.pollFirst();
        if (first == null) {
            return Optional.empty();
        }
        places.remove(first.tunnel());
        return Optional.of(first.tunnel());
    }

    boolean isEmpty() {
        return urgent.isEmpty() && bulk.isEmpty();
    }
}

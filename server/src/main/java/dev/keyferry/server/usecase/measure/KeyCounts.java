package dev.keyferry.server.usecase.measure;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.server.domain.KeyStatus.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Keys counted over all accounts.
 *
 * @param byState how many are in each state, by how far gateways have come without a gap; a key
 *     that is loaded ahead of others counts with these
 * @param proven with which a peer authenticated
 * @param rejected that are not proven, and for whose tunnel attempts failed
 * @param rejectedAttempts how many failed, for all present keys
 * @param olderThan by an age in days, how many are at least so old
 */
public record KeyCounts(
        Map<State, Long> byState,
        long proven,
        long rejected,
        long rejectedAttempts,
        SortedMap<Integer, Long> olderThan,
        Optional<Instant> oldest) {
    /** Ages by which keys are counted, in days. */
    public static final List<Integer> DAYS = List.of(30, 90, 180, 365);

    /**
     * Counts.
     *
     * @param settled how far each gateway of an edge that keys wait for has come, in any order;
     *     {@link Revision#NONE} for one that has not said
     */
    static KeyCounts of(
            Collection<KeyMeasure> keys, Map<EdgeId, List<Revision>> settled, Instant now) {
        Map<EdgeId, long[]> reached = new TreeMap<>();
        settled.forEach((edge, all) ->
                reached.put(edge, all.stream().mapToLong(Revision::value).sorted().toArray()));
        Map<State, Long> byState = new EnumMap<>(State.class);
        for (State state : State.values()) {
            byState.put(state, 0L);
        }
        keys.forEach(key ->
                byState.merge(
                        state(key, reached.getOrDefault(key.edge(), new long[0])), 1L, Long::sum));
        SortedMap<Integer, Long> olderThan = new TreeMap<>();
        for (int days : DAYS) {
            Instant before = now.minus(Duration.ofDays(days));
            olderThan.put(days, keys.stream().filter(k -> !k.setAt().isAfter(before)).count());
        }
        return new KeyCounts(
                byState,
                keys.stream().filter(KeyMeasure::isProven).count(),
                keys.stream().filter(key -> !key.isProven() && key.rejected() > 0).count(),
                keys.stream().mapToLong(KeyMeasure::rejected).sum(),
                olderThan,
                keys.stream().map(KeyMeasure::setAt).min(Instant::compareTo));
    }

    private static State state(KeyMeasure key, long[] reached) {
        if (reached.length == 0) {
            return State.UNSERVED;
        }
        if (reached[0] >= key.revision().value()) {
            return State.LOADED;
        }
        return reached[reached.length - 1] >= key.revision().value() ? State.PARTIAL : State.STORED;
    }
}

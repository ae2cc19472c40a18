package dev.keyferry.gateway.progress;

import dev.keyferry.feed.RevisionRange;
import dev.keyferry.feed.id.Revision;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A set of revisions, held as runs of neighbours, so that a bulk change which is settled in order
 * costs one run. Confined to its owner's lock.
 */
final class OpenRevisions {
    /** First revision of a run to its last. */
    private final NavigableMap<Long, Long> runs = new TreeMap<>();

    void add(Revision revision) {
        long value = revision.value();
        Map.Entry<Long, Long> before = runs.floorEntry(value);
        if (before != null && before.getValue() >= value) {
            return;
        }
        long first = before != null && before.getValue() == value - 1 ? before.getKey() : value;
        Long next = runs.remove(value + 1);
        runs.put(first, next == null ? value : next);
    }

    void remove(Revision revision) {
        long value = revision.value();
        Map.Entry<Long, Long> run = runs.floorEntry(value);
        if (run == null || run.getValue() < value) {
            return;
        }
        runs.remove(run.getKey());
        if (run.getKey() < value) {
            runs.put(run.getKey(), value - 1);
        }
        if (run.getValue() > value) {
            runs.put(value + 1, run.getValue());
        }
    }

    /** The revision before the first of the set, but at most {@code limit}. */
    Revision settledThrough(Revision limit) {
        return runs.isEmpty() ? limit : new Revision(Math.min(limit.value(), runs.firstKey() - 1));
    }

    /**
     * The ranges outside the set, past its first revision and up to {@code limit}; where there are
     * more than {@code count}, the highest of them, for they hold the newest changes.
     */
    List<RevisionRange> settledAhead(Revision limit, int count) {
        Deque<RevisionRange> ranges = new ArrayDeque<>();
        long end = limit.value();
        for (Map.Entry<Long, Long> run :
                runs.headMap(limit.value(), true).descendingMap().entrySet()) {
            if (ranges.size() == count) {
                break;
            }
            if (run.getValue() < end) {
                ranges.addFirst(
                        new RevisionRange(new Revision(run.getValue() + 1), new Revision(end)));
            }
            end = run.getKey() - 1;
        }
        return List.copyOf(ranges);
    }
}

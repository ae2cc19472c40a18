package dev.keyferry.server.usecase.recall;

import dev.keyferry.feed.id.DataKeyId;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.record.SealedDataKey;
import dev.keyferry.feed.seal.RecordKey;
import dev.keyferry.server.usecase.gateway.NoteReach;
import dev.keyferry.server.usecase.recall.CheckedCache.Objected;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Tells records that a server of this deployment made from others. Confined to one thread. */
final class CacheCheck {
    private final Stored stored;
    private final Function<EdgeId, RecordKey> recordKeys;
    private final Map<EdgeId, RecordKey> read = new HashMap<>();

    CacheCheck(Stored stored, Function<EdgeId, RecordKey> recordKeys) {
        this.stored = stored;
        this.recordKeys = recordKeys;
    }

    /**
     * Checks all caches together.
     *
     * @throws CacheRefused if a cache has records and none of them is by a server of this
     *     deployment, or if it has come further than any store could have, or if two caches have a
     *     data key differently
     */
    List<CheckedCache> check(List<HeldCache> caches) {
        requireSameDataKeys(caches);
        List<CheckedCache> checked = new ArrayList<>();
        for (HeldCache cache : caches) {
            CheckedCache result = check(cache);
            requireOwn(result);
            requireBelievable(result);
            checked.add(result);
        }
        return checked;
    }

    private CheckedCache check(HeldCache cache) {
        List<Held> counting = new ArrayList<>();
        List<Objected> objected = new ArrayList<>();
        for (HeldRecord record : cache.records()) {
            Held held = new Held(cache, record);
            objection(record)
                    .ifPresentOrElse(
                            verdict -> objected.add(new Objected(held, verdict)),
                            () -> counting.add(held));
        }
        return new CheckedCache(cache, counting, objected);
    }

    private Optional<Verdict> objection(HeldRecord held) {
        EdgeId edge = held.place().edge();
        if (stored.edge(edge).isEmpty()) {
            return Optional.of(Verdict.UNKNOWN_EDGE);
        }
        if (!read.computeIfAbsent(edge, recordKeys).isAuthentic(held.record())) {
            return Optional.of(Verdict.NOT_AUTHENTIC);
        }
        return stored.history().has(held.record().binding().epoch())
                ? Optional.empty()
                : Optional.of(Verdict.UNKNOWN_EPOCH);
    }

    private static void requireOwn(CheckedCache checked) {
        if (!checked.isOwn()) {
            throw new CacheRefused(
                    "no record in " + checked.cache().name() + " is by a server of this deployment",
                    "name the cache of a gateway that belongs to this database, and see that the"
                            + " directory keys is the one that belongs to it too");
        }
    }

    // A position has no MAC, and no later restore could go above one that nobody ever reached.
    private void requireBelievable(CheckedCache checked) {
        Revision far = checked.reached(stored.history().epoch());
        if (far.value() - stored.reached().value() > NoteReach.MAX_LEAD) {
            throw new CacheRefused(
                    checked.cache().name() + " tells of revision " + far + ", which none reached",
                    "name the cache of another gateway, and find out who could write to this one");
        }
    }

    // No MAC covers a data key, but every gateway of an edge got the same.
    private static void requireSameDataKeys(List<HeldCache> caches) {
        Map<DataKeyId, SealedDataKey> known = new HashMap<>();
        for (HeldCache cache : caches) {
            for (HeldRecord held : cache.records()) {
                held.dataKey()
                        .filter(key -> !key.equals(known.computeIfAbsent(key.id(), _ -> key)))
                        .ifPresent(key -> refuse(cache, key));
            }
        }
    }

    private static void refuse(HeldCache cache, SealedDataKey key) {
        throw new CacheRefused(
                cache.name() + " has another data key " + key.id() + " than a cache before it",
                "leave out the cache that may have been changed");
    }
}

package dev.keyferry.server.usecase.recall;

import dev.keyferry.feed.History;
import dev.keyferry.feed.Position;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.record.KeyBinding;
import dev.keyferry.feed.seal.RecordKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares a restored store with what gateways hold (docs/adr/0017-keys-from-gateways.md). Opens
 * nothing: that a record is genuine shows its MAC, and which of two is newer show epoch and
 * version. Confined to one thread.
 */
public final class Recall {
    private final Stored stored;
    private final Function<EdgeId, RecordKey> recordKeys;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * For one comparison.
     *
     * @param recordKeys gives those of edges that the store has
     */
    public Recall(Stored stored, Function<EdgeId, RecordKey> recordKeys) {
        this.stored = stored;
        this.recordKeys = recordKeys;
    }

    /**
     * Tells every difference.
     *
     * @throws CacheRefused if a cache is not of this deployment, or was changed
     */
    public Recalled compare(List<HeldCache> caches) {
        List<CheckedCache> checked = new CacheCheck(stored, recordKeys).check(caches);
        checked.stream()
                .flatMap(cache -> cache.objected().stream())
                .forEach(o -> find(o.held().held().place(), o.verdict(), Optional.of(o.held())));
        Map<Place, Held> newest = newest(checked);
        newest.forEach((place, held) ->
                verdict(place, held).ifPresent(v -> find(place, v, Optional.of(held))));
        notHeld(checked, newest.keySet());
        findings.sort(Comparator.comparing(Finding::place).thenComparing(Finding::verdict));
        return new Recalled(
                caches, findings, unheard(checked), rotated(), strays(caches), reached(checked));
    }

    private Map<Place, Held> newest(List<CheckedCache> caches) {
        Comparator<Held> order = Held.newest(stored.history());
        Map<Place, Held> newest = new HashMap<>();
        caches.stream()
                .flatMap(cache -> cache.counting().stream())
                .forEach(held ->
                        newest.merge(
                                held.held().place(),
                                held,
                                (a, b) -> order.compare(a, b) < 0 ? b : a));
        return newest;
    }

    /** Empty where the store has the same, or a newer one. */
    private Optional<Verdict> verdict(Place place, Held held) {
        Optional<StoredKey> known = stored.key(place);
        Optional<StoredTunnel> tunnel = stored.tunnel(place.tunnel());
        boolean isNews = known.map(key -> isNews(held, key)).orElseGet(() -> isNews(held, tunnel));
        if (!isNews) {
            return Optional.empty();
        }
        if (held.standing(stored.history()) < stored.history().former().size()) {
            return Optional.of(Verdict.FORMER_EPOCH);
        }
        if (!held.held().isKey()) {
            return Optional.of(Verdict.REMOVED);
        }
        return tunnel.map(t -> ofKey(held, t, known)).orElse(Optional.of(Verdict.UNKNOWN_TUNNEL));
    }

    private Optional<Verdict> ofKey(Held held, StoredTunnel tunnel, Optional<StoredKey> known) {
        KeyBinding binding = held.binding();
        if (!tunnel.edge().equals(binding.edge())) {
            boolean isLater = binding.version().value() > tunnel.lastVersion();
            return isLater ? Optional.of(Verdict.OTHER_EDGE) : Optional.empty();
        }
        if (!tunnel.isIdentifiedAsIn(binding, stored.domain())) {
            return Optional.of(Verdict.OTHER_IDENTITIES);
        }
        return known.filter(key -> isOfVersion(binding, key))
                .map(key -> isUnderSameKey(held, key) ? Verdict.SAME_VERSION : Verdict.SEALED_ANEW)
                .or(() -> Optional.of(Verdict.NEWER_KEY));
    }

    private boolean isNews(Held held, StoredKey known) {
        History history = stored.history();
        KeyBinding binding = held.binding();
        if (isOfVersion(binding, known)) {
            // Only a higher version leads back from the end of a key.
            return known.isKey()
                    && !held.held().record().mac().equals(known.mac())
                    && !isUnderFormerKey(held, known);
        }
        int later = Integer.compare(history.rank(binding.epoch()), history.rank(known.epoch()));
        boolean isNewer = later > 0 || (later == 0 && binding.version().isAfter(known.version()));
        return isNewer && (held.held().isKey() || known.isKey());
    }

    private static boolean isUnderSameKey(Held held, StoredKey known) {
        return held.edgeKey().equals(known.seal().map(StoredKey.Seal::edgeKey));
    }

    /** True if the key was sealed anew in the store, and the gateway does not know yet. */
    private boolean isUnderFormerKey(Held held, StoredKey known) {
        return held.edgeKey()
                .filter(theirs ->
                        known.seal()
                                .filter(ours ->
                                        stored.isNewer(
                                                held.binding().edge(), ours.edgeKey(), theirs))
                                .isPresent())
                .isPresent();
    }

    /**
     * Where the store has no record of the place: a key may have ended so long ago that its end is
     * forgotten, which took one version more than the key.
     */
    private static boolean isNews(Held held, Optional<StoredTunnel> tunnel) {
        long last = tunnel.map(StoredTunnel::lastVersion).orElse(0L);
        return held.held().isKey() && (last == 0 || held.binding().version().value() > last + 1);
    }

    private static boolean isOfVersion(KeyBinding binding, StoredKey known) {
        return binding.epoch().equals(known.epoch()) && binding.version().equals(known.version());
    }

    /** What gateways have read past and do not hold ended so long ago that the end is forgotten. */
    private void notHeld(List<CheckedCache> caches, Set<Place> held) {
        Set<Place> told = new HashSet<>(held);
        findings.forEach(finding -> told.add(finding.place()));
        Map<EdgeId, Revision> readUpTo = readUpTo(caches);
        stored.keys()
                .forEach((place, key) -> {
                    Revision read = readUpTo.getOrDefault(place.edge(), Revision.NONE);
                    if (key.isKey() && !told.contains(place) && !key.revision().isAfter(read)) {
                        find(place, Verdict.NOT_HELD, Optional.empty());
                    }
                });
    }

    /** Up to where some gateway of each edge has read the present epoch. */
    private Map<EdgeId, Revision> readUpTo(List<CheckedCache> caches) {
        Map<EdgeId, Revision> readUpTo = new HashMap<>();
        for (CheckedCache cache : caches) {
            cache.position(stored.history().epoch())
                    .ifPresent(position ->
                            edges(cache)
                                    .forEach(edge ->
                                            readUpTo.merge(
                                                    edge,
                                                    position,
                                                    (a, b) -> a.isAfter(b) ? a : b)));
        }
        return readUpTo;
    }

    private Set<EdgeId> unheard(List<CheckedCache> caches) {
        Set<EdgeId> unheard =
                stored.keys().entrySet().stream()
                        .filter(entry -> entry.getValue().isKey())
                        .map(entry -> entry.getKey().edge())
                        .collect(Collectors.toCollection(TreeSet::new));
        caches.forEach(cache -> edges(cache).forEach(unheard::remove));
        return unheard;
    }

    private static Stream<EdgeId> edges(CheckedCache cache) {
        return cache.counting().stream().map(held -> held.binding().edge()).distinct();
    }

    private Set<EdgeId> rotated() {
        return findings.stream()
                .filter(finding -> finding.verdict().isAdopted())
                .flatMap(finding -> finding.held().stream())
                .filter(held -> held.edgeKey().filter(key -> !stored.has(key)).isPresent())
                .map(held -> held.binding().edge())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<HeldCache> strays(List<HeldCache> caches) {
        return caches.stream()
                .filter(cache ->
                        cache.position() instanceof Position.After after
                                && !stored.history().has(after.epoch()))
                .toList();
    }

    private Revision reached(List<CheckedCache> caches) {
        return Stream.concat(
                        Stream.of(stored.reached()),
                        caches.stream().map(cache -> cache.reached(stored.history().epoch())))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private void find(Place place, Verdict verdict, Optional<Held> held) {
        findings.add(
                new Finding(
                        place, verdict, stored.tunnel(place.tunnel()), stored.key(place), held));
    }
}

package dev.keyferry.gateway.desired;

import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.FoldedIdentity;
import dev.keyferry.feed.identity.GeneratedIdentities;
import dev.keyferry.feed.record.KeyBinding;
import dev.keyferry.feed.record.TunnelRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which tunnel has an identity beside the generated ones. A charon would take either key of two
 * tunnels that share one, so no two have the same at a time. Confined to one thread.
 *
 * <p>Whoever has an identity keeps it, through newer records of its tunnel too; else a later claim
 * would win as soon as the tunnel that was there first got a new key. Records that come together
 * are judged together, since one may give up what the other takes. What is turned down waits until
 * it can be admitted.
 */
final class Claims {
    private final Map<FoldedIdentity, TunnelId> owners = new HashMap<>();
    private Map<TunnelId, Held> waiting = Map.of();

    /**
     * What becomes of records.
     *
     * @param admitted can become visible together, beside all that is visible already
     * @param waiting claim what another tunnel has
     */
    record Verdict(List<Held> admitted, List<Held> waiting) {}

    /**
     * Judges fresh records and those that wait, in the order of their coming.
     *
     * @param gone tells the tunnels that lose their record at the same time
     */
    Verdict judge(List<Held> fresh, Predicate<TunnelId> gone) {
        Map<TunnelId, Held> all = new LinkedHashMap<>(waiting);
        all.keySet().removeIf(gone);
        for (Held held : fresh) {
            all.remove(held.tunnel());
            all.put(held.tunnel(), held);
        }
        Map<TunnelId, Held> admitted = new LinkedHashMap<>(all);
        // What is turned down leaves its tunnel as it was, which may turn down another.
        Set<TunnelId> losers = losers(admitted, gone);
        while (!losers.isEmpty()) {
            admitted.keySet().removeAll(losers);
            losers = losers(admitted, gone);
        }
        all.keySet().removeAll(admitted.keySet());
        return new Verdict(List.copyOf(admitted.values()), List.copyOf(all.values()));
    }

    boolean isWaiting(Held held) {
        return held.equals(waiting.get(held.tunnel()));
    }

    /** From now on these wait and no others. */
    void await(List<Held> turnedDown) {
        Map<TunnelId, Held> next = new LinkedHashMap<>();
        turnedDown.forEach(held -> next.put(held.tunnel(), held));
        waiting = next;
    }

    /** The tunnel's record is no more what it was; another may take its place. */
    void release(TunnelRecord before) {
        claimed(before).forEach(identity -> owners.remove(identity, before.binding().tunnel()));
    }

    void take(Held now) {
        if (now.isLive()) {
            claimed(now.record()).forEach(identity -> owners.put(identity, now.tunnel()));
        }
    }

    private Set<TunnelId> losers(Map<TunnelId, Held> fresh, Predicate<TunnelId> gone) {
        Map<FoldedIdentity, TunnelId> claims = new HashMap<>();
        Set<TunnelId> losers = new HashSet<>();
        for (Held held : fresh.values()) {
            if (!held.isLive()) {
                continue;
            }
            for (FoldedIdentity identity : claimed(held.record())) {
                TunnelId owner = owners.get(identity);
                TunnelId first = claims.putIfAbsent(identity, held.tunnel());
                boolean isOwn = held.tunnel().equals(owner);
                boolean isKept = owner != null && !fresh.containsKey(owner) && !gone.test(owner);
                if (isKept || (first != null && !isOwn)) {
                    losers.add(held.tunnel());
                } else if (first != null) {
                    losers.add(first);
                }
            }
        }
        return losers;
    }

    /** The generated identities cannot be another tunnel's, and most records have no others. */
    private static List<FoldedIdentity> claimed(TunnelRecord record) {
        KeyBinding binding = record.binding();
        if (binding.identities().size() == GeneratedIdentities.COUNT) {
            return List.of();
        }
        List<FoldedIdentity> claimed = new ArrayList<>();
        binding.identities().forEach(identity -> claimed.add(FoldedIdentity.of(identity)));
        return claimed;
    }
}

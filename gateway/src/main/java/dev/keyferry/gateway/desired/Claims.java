package dev.keyferry.gateway.desired;

import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.PrintedIdentity;
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
    private final Owners owners;
    private Map<TunnelId, Held> waiting = Map.of();

    Claims(Owners owners) {
        this.owners = owners;
    }

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

    private Set<TunnelId> losers(Map<TunnelId, Held> fresh, Predicate<TunnelId> gone) {
        Map<PrintedIdentity, TunnelId> claims = new HashMap<>();
        Set<TunnelId> losers = new HashSet<>();
        for (Held held : fresh.values()) {
            if (!held.isLive()) {
                continue;
            }
            for (PrintedIdentity identity : Owners.identities(held.record())) {
                TunnelId owner = owners.of(identity).orElse(null);
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
}

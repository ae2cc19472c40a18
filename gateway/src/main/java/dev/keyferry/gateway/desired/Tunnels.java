package dev.keyferry.gateway.desired;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.TunnelId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Records by tunnel, with the counts that the rules ask for. Thread-safe. */
final class Tunnels {
    private final Map<TunnelId, Held> held = new HashMap<>();
    private final Map<AccountId, Integer> liveByAccount = new HashMap<>();
    private int live;

    synchronized Optional<Held> of(TunnelId tunnel) {
        return Optional.ofNullable(held.get(tunnel));
    }

    synchronized List<Held> all() {
        return List.copyOf(held.values());
    }

    synchronized int liveCount() {
        return live;
    }

    synchronized int accounts() {
        return liveByAccount.size();
    }

    synchronized void put(Held newest) {
        count(Optional.ofNullable(held.put(newest.tunnel(), newest)), -1);
        count(Optional.of(newest), 1);
    }

    /** All records as they would be with some more. */
    synchronized List<Held> with(List<Held> more) {
        Map<TunnelId, Held> all = new LinkedHashMap<>(held);
        more.forEach(one -> all.put(one.tunnel(), one));
        return new ArrayList<>(all.values());
    }

    private void count(Optional<Held> changed, int by) {
        changed.filter(Held::isLive)
                .map(one -> one.record().binding().account())
                .ifPresent(account -> {
                    live += by;
                    liveByAccount.merge(account, by, Tunnels::sumOrNothing);
                });
    }

    /** Keeps no zero, so that the map's size is the number of accounts. */
    @SuppressWarnings("NullAway") // Map.merge removes the entry for null.
    private static Integer sumOrNothing(Integer count, Integer by) {
        int sum = count + by;
        return sum == 0 ? null : sum;
    }
}

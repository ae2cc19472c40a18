package dev.keyferry.gateway.secrets;

import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.gateway.rules.Holding;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the charon holds of our tunnels as far as this session knows, in the order in which it was
 * written. Replies come in the order of the requests, so when one is handled this is the charon's
 * state at that very request. Confined to one thread.
 *
 * <p>The charon lists what was written last first. So a listing shows not only what is missing, but
 * also what was written again by somebody else, or by an older request of ours that came late.
 */
public final class CharonView {
    private record Written(Holding holding, long at) {}

    /** The oldest write first. */
    private final Map<TunnelId, Written> written = new LinkedHashMap<>();

    /** What was there last, though it may be gone now: the SAs outlive it. */
    private final Map<TunnelId, Holding> last = new HashMap<>();

    /** What holds for a tunnel that was neither listed nor written here. */
    private Holding otherwise;

    private long writes;

    private CharonView(Holding otherwise) {
        this.otherwise = otherwise;
    }

    /** Before any listing. */
    static CharonView unknown() {
        return new CharonView(Holding.UNKNOWN);
    }

    Holding of(TunnelId tunnel) {
        Written known = written.get(tunnel);
        return known == null ? otherwise : known.holding();
    }

    /** The last that the charon is known to have held of the tunnel in this session. */
    Holding lastOf(TunnelId tunnel) {
        return last.getOrDefault(tunnel, otherwise);
    }

    /** Grows with every write; 0 for what was not written. The higher, the cheaper to replace. */
    long writtenAt(TunnelId tunnel) {
        Written known = written.get(tunnel);
        return known == null ? 0 : known.at();
    }

    public Set<TunnelId> tunnels() {
        return Set.copyOf(written.keySet());
    }

    public int size() {
        return written.size();
    }

    void loaded(TunnelId tunnel, PskVersion version) {
        write(tunnel, new Holding.Exactly(version));
    }

    void unloaded(TunnelId tunnel) {
        written.remove(tunnel);
    }

    /**
     * Takes over what a listing shows, and returns the tunnels for which it differs: missing,
     * unexpected, or written out of turn. What is there of these is of unknown version now.
     */
    public Set<TunnelId> compare(Listing listing) {
        otherwise = Holding.ABSENT;
        List<TunnelId> listed = listing.tunnels().reversed();
        if (listed.equals(List.copyOf(written.keySet()))) {
            return Set.of();
        }
        Set<TunnelId> missing = new LinkedHashSet<>(written.keySet());
        missing.removeAll(new HashSet<>(listed));
        Set<TunnelId> moved = outOfTurn(listed, missing);
        Map<TunnelId, Written> before = new LinkedHashMap<>(written);
        written.clear();
        for (TunnelId tunnel : listed) {
            Written known = before.get(tunnel);
            write(
                    tunnel,
                    known == null || moved.contains(tunnel) ? Holding.UNKNOWN : known.holding());
        }
        missing.addAll(moved);
        return missing;
    }

    /**
     * Tunnels that were written since they were last known to be. What was not stands in the same
     * order in both, from the oldest on; whatever else was written came to the end.
     */
    private Set<TunnelId> outOfTurn(List<TunnelId> listed, Set<TunnelId> missing) {
        Set<TunnelId> moved = new LinkedHashSet<>();
        int inTurn = 0;
        for (TunnelId expected : written.keySet()) {
            if (missing.contains(expected)) {
                continue;
            }
            if (inTurn < listed.size() && listed.get(inTurn).equals(expected)) {
                inTurn++;
            } else {
                moved.add(expected);
            }
        }
        moved.addAll(listed.subList(inTurn, listed.size()));
        return moved;
    }

    private void write(TunnelId tunnel, Holding holding) {
        written.remove(tunnel);
        writes++;
        written.put(tunnel, new Written(holding, writes));
        if (holding instanceof Holding.Exactly) {
            last.put(tunnel, holding);
        } else {
            last.putIfAbsent(tunnel, holding);
        }
    }
}

package dev.keyferry.gateway.desired;

import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.GeneratedIdentities;
import dev.keyferry.feed.identity.PrintedIdentity;
import dev.keyferry.feed.record.KeyBinding;
import dev.keyferry.feed.record.TunnelRecord;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whose identities are, and whose they were when their key was taken away. Only tunnels with
 * identities beside the generated ones are here: those are nobody else's ever. Thread-safe.
 */
public final class Owners {
    private final Map<PrintedIdentity, TunnelId> present = new HashMap<>();
    private final Map<PrintedIdentity, Set<TunnelId>> former = new HashMap<>();

    /** The tunnel that has a key and the identity. */
    public synchronized Optional<TunnelId> of(PrintedIdentity identity) {
        return Optional.ofNullable(present.get(identity));
    }

    /** Tunnels without a key that had the identity with their last one. */
    public synchronized Set<TunnelId> former(PrintedIdentity identity) {
        return Set.copyOf(former.getOrDefault(identity, Set.of()));
    }

    /** All present owners as they are now. */
    public synchronized Map<PrintedIdentity, TunnelId> all() {
        return Map.copyOf(present);
    }

    /** The record's identities as a charon prints them; none where all are generated. */
    public static Set<PrintedIdentity> identities(TunnelRecord record) {
        KeyBinding binding = record.binding();
        return binding.identities().size() == GeneratedIdentities.COUNT
                ? Set.of()
                : binding.identities().stream()
                        .map(PrintedIdentity::of)
                        .collect(Collectors.toSet());
    }

    /** The tunnel's record is no more what it was; another may take its place. */
    synchronized void release(TunnelRecord before) {
        TunnelId tunnel = before.binding().tunnel();
        for (PrintedIdentity identity : identities(before)) {
            present.remove(identity, tunnel);
            former.computeIfPresent(identity, (_, had) -> without(had, tunnel));
        }
    }

    synchronized void take(Held now) {
        for (PrintedIdentity identity : identities(now.record())) {
            if (now.isLive()) {
                present.put(identity, now.tunnel());
            } else {
                former.computeIfAbsent(identity, _ -> new HashSet<>()).add(now.tunnel());
            }
        }
    }

    @SuppressWarnings("NullAway") // Map.computeIfPresent removes the entry for null.
    private static Set<TunnelId> without(Set<TunnelId> had, TunnelId tunnel) {
        had.remove(tunnel);
        return had.isEmpty() ? null : had;
    }
}

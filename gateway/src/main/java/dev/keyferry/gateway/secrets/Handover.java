package dev.keyferry.gateway.secrets;

import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.PrintedIdentity;
import dev.keyferry.feed.record.GoneRecord;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.gateway.desired.Desired;
import dev.keyferry.gateway.desired.Held;
import dev.keyferry.gateway.desired.Owners;
import dev.keyferry.gateway.rules.Holding;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keeps apart the SAs of two tunnels that had one identity after each other, which a charon prints
 * alike. Until the later one's key is loaded, such SAs are the former one's, and are ended; so the
 * key waits for that. From then on they are the later one's, and the end of the former tunnel
 * leaves them alone. Confined to one thread.
 */
final class Handover {
    private final Desired desired;
    private final CharonView view;

    /** Owners from before this session: what the charon holds of them may have the identity. */
    private final Map<PrintedIdentity, TunnelId> before;

    /** Versions with which tunnels went and left no SA. */
    private final Map<TunnelId, PskVersion> ended = new HashMap<>();

    /** Tunnels whose key waits, by the tunnel whose SAs are to end first. */
    private final Map<TunnelId, Set<TunnelId>> waiting = new HashMap<>();

    Handover(Desired desired, CharonView view) {
        this.desired = desired;
        this.view = view;
        this.before = desired.owners().all();
    }

    /** True if the tunnel's SAs were ended in this session. */
    boolean hasEnded(GoneRecord record) {
        return record.binding().version().equals(ended.get(record.binding().tunnel()));
    }

    /** The tunnel left no SA. Returns the tunnels whose key waited for that. */
    Set<TunnelId> ended(GoneRecord record) {
        TunnelId tunnel = record.binding().tunnel();
        ended.put(tunnel, record.binding().version());
        return Optional.ofNullable(waiting.remove(tunnel)).orElse(Set.of());
    }

    /** The identities by which SAs are still the gone tunnel's. */
    Set<PrintedIdentity> toEnd(GoneRecord record) {
        return record.binding().identities().stream()
                .map(PrintedIdentity::of)
                .filter(identity -> !isHandedOver(identity))
                .collect(Collectors.toSet());
    }

    /** True if SAs of a former owner of one of its identities must end before it is loaded. */
    boolean mustWait(KeyRecord record) {
        TunnelId tunnel = record.binding().tunnel();
        for (PrintedIdentity identity : Owners.identities(record)) {
            if (isHandedOver(identity)) {
                continue;
            }
            for (TunnelId former : desired.owners().former(identity)) {
                if (isToEnd(former)) {
                    waiting.computeIfAbsent(former, _ -> new LinkedHashSet<>()).add(tunnel);
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isToEnd(TunnelId former) {
        return desired.of(former).map(Held::record).stream()
                .anyMatch(record -> record instanceof GoneRecord gone && !hasEnded(gone));
    }

    /** True if a key that is or was in the charon has the identity for its tunnel. */
    private boolean isHandedOver(PrintedIdentity identity) {
        return desired.owners()
                .of(identity)
                .flatMap(desired::of)
                .filter(owner -> holds(owner, identity))
                .isPresent();
    }

    private boolean holds(Held owner, PrintedIdentity identity) {
        return switch (view.lastOf(owner.tunnel())) {
            case Holding.Absent() -> false;
            case Holding.Unknown() -> owner.tunnel().equals(before.get(identity));
            case Holding.Exactly(PskVersion version) ->
                    version.equals(owner.record().binding().version());
        };
    }
}

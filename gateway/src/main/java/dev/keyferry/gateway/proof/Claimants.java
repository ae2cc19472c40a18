package dev.keyferry.gateway.proof;

import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.GeneratedIdentities;
import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.feed.record.KeyBinding;
import dev.keyferry.gateway.desired.Change;
import dev.keyferry.gateway.desired.Desired;
import dev.keyferry.gateway.desired.Held;
import dev.keyferry.gateway.watch.PeerName;
import dev.keyferry.gateway.watch.PeerNames;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the tunnel of what a charon prints of a peer. It prints no type: a key id and a host name
 * of the same text look alike, and where they are two tunnels' nobody can tell which was meant.
 * Thread-safe.
 *
 * <p>Generated identities tell their tunnel themselves, and only the few others are indexed.
 */
final class Claimants {
    /**
     * A tunnel id stands in each generated identity; which one it is, the tunnel's record tells.
     */
    private static final Pattern GENERATED =
            Pattern.compile("(?:[0-9]+_|ipsec@)?([0-9a-f]{32})(?:\\..*)?");

    private final Desired desired;
    private final Map<PeerName, Set<TunnelId>> given = new HashMap<>();
    private final Map<TunnelId, List<PeerName>> givenTo = new HashMap<>();
    private int distinguished;

    /** Follows what is desired from now on. */
    Claimants(Desired desired) {
        this.desired = desired;
        desired.onChange(this::follow);
        desired.all().forEach(held -> follow(held.tunnel()));
    }

    Claim of(String printed) {
        Set<TunnelId> found = new HashSet<>();
        generated(printed).filter(id -> has(id, printed)).ifPresent(found::add);
        synchronized (this) {
            found.addAll(given.getOrDefault(PeerName.text(printed), Set.of()));
            if (distinguished > 0) {
                PeerName.name(printed)
                        .map(name -> given.getOrDefault(name, Set.of()))
                        .ifPresent(found::addAll);
            }
        }
        if (found.size() > 1) {
            return new Claim.Several();
        }
        return found.stream()
                .findFirst()
                .flatMap(this::live)
                .<Claim>map(binding -> new Claim.Of(binding.tunnel(), binding.version()))
                .orElseGet(Claim.Nobody::new);
    }

    private void follow(Change change) {
        change.tunnels().forEach(this::follow);
    }

    private synchronized void follow(TunnelId tunnel) {
        for (PeerName name : Optional.ofNullable(givenTo.remove(tunnel)).orElse(List.of())) {
            given.computeIfPresent(name, (_, tunnels) -> without(tunnels, tunnel));
            distinguished -= name instanceof PeerName.Name ? 1 : 0;
        }
        List<PeerName> names =
                live(tunnel)
                        .filter(b -> b.identities().size() > GeneratedIdentities.COUNT)
                        .map(b -> b.identities().stream().flatMap(Claimants::printed).toList())
                        .orElse(List.of());
        if (!names.isEmpty()) {
            givenTo.put(tunnel, names);
        }
        for (PeerName name : names) {
            given.computeIfAbsent(name, _ -> new HashSet<>()).add(tunnel);
            distinguished += name instanceof PeerName.Name ? 1 : 0;
        }
    }

    private boolean has(TunnelId tunnel, String printed) {
        PeerNames names = new PeerNames();
        live(tunnel).ifPresent(binding -> binding.identities().forEach(names::add));
        return names.has(printed);
    }

    private Optional<KeyBinding> live(TunnelId tunnel) {
        return desired.of(tunnel).filter(Held::isLive).map(held -> held.record().binding());
    }

    private static Optional<TunnelId> generated(String printed) {
        return Optional.of(GENERATED.matcher(PeerName.text(printed).normal()))
                .filter(Matcher::matches)
                .map(matcher -> new TunnelId(matcher.group(1)));
    }

    private static Stream<PeerName> printed(IkeIdentity identity) {
        return PeerName.of(identity).stream();
    }

    private static @Nullable Set<TunnelId> without(Set<TunnelId> tunnels, TunnelId tunnel) {
        tunnels.remove(tunnel);
        return tunnels.isEmpty() ? null : tunnels;
    }
}

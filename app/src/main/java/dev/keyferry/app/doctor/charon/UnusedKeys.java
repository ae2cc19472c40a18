package dev.keyferry.app.doctor.charon;

import dev.keyferry.app.doctor.Finding;
import dev.keyferry.app.doctor.Subject;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.PrintedIdentity;
import dev.keyferry.gateway.desired.CacheFailed;
import dev.keyferry.gateway.desired.CacheReader;
import dev.keyferry.gateway.desired.Held;
import dev.keyferry.gateway.rules.AwaitedPeers;
import dev.keyferry.gateway.rules.Connection;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whether charon holds keys that no connection would use: a tunnel without its connection is the
 * likeliest thing to be forgotten. charon tells whose keys are by their ids alone; what else their
 * owners are called the caches of agents on this host know.
 */
final class UnusedKeys {
    /** {@code kf/<deployment>/<tunnel id>}, of any deployment. */
    private static final Pattern OURS = Pattern.compile("kf/[^/]+/([0-9a-f]{32})");

    private static final int NAMED = 3;

    private final List<Path> caches;

    /**
     * @param caches directories of agents' caches, also where there is none
     */
    UnusedKeys(List<Path> caches) {
        this.caches = List.copyOf(caches);
    }

    /**
     * What is to be said.
     *
     * @param secrets the ids of all that charon holds
     */
    Finding look(List<String> secrets, List<Connection> connections) {
        Map<TunnelId, Set<PrintedIdentity>> owners = owners();
        AwaitedPeers peers = new AwaitedPeers(connections);
        List<TunnelId> unused =
                secrets.stream()
                        .map(OURS::matcher)
                        .filter(Matcher::matches)
                        .map(id -> new TunnelId(id.group(1)))
                        .filter(id -> !peers.mayUse(id, Optional.ofNullable(owners.get(id))))
                        .toList();
        if (unused.isEmpty()) {
            return Finding.ok(
                    Subject.UNUSED_KEYS, "there is no key without a connection that may use it");
        }
        String named =
                unused.stream()
                        .limit(NAMED)
                        .map(TunnelId::toString)
                        .collect(Collectors.joining(", "));
        return Finding.warn(
                Subject.UNUSED_KEYS,
                (unused.size() == 1
                                ? "1 key has no connection that would use it: that of tunnel "
                                : unused.size()
                                        + " keys have no connection that would use them: those of"
                                        + " tunnels ")
                        + named
                        + (unused.size() > NAMED ? ", ..." : ""),
                "keyferry tunnel connection "
                        + unused.getFirst()
                        + " prints one for /etc/swanctl/conf.d; swanctl --load-conns loads it");
    }

    private Map<TunnelId, Set<PrintedIdentity>> owners() {
        Map<TunnelId, Set<PrintedIdentity>> owners = new HashMap<>();
        caches.stream()
                .filter(CacheReader::isIn)
                .flatMap(cache -> held(cache).stream())
                .forEach(held -> owners.put(held.tunnel(), owners(held)));
        return owners;
    }

    /** Of a cache that cannot be read the tunnels keep the names that their ids tell. */
    private static List<Held> held(Path cache) {
        try {
            return CacheReader.read(cache).held();
        } catch (CacheFailed e) {
            return List.of();
        }
    }

    private static Set<PrintedIdentity> owners(Held held) {
        return held.record().binding().identities().stream()
                .map(PrintedIdentity::of)
                .collect(Collectors.toSet());
    }
}

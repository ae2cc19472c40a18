package dev.keyferry.server.store.writer;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.feed.identity.PrintedIdentity;
import dev.keyferry.server.domain.address.IpAddress;
import dev.keyferry.server.domain.tunnel.Tunnel;
import dev.keyferry.server.store.rows.Endpoints;
import dev.keyferry.server.store.rows.IdentityRow;
import dev.keyferry.server.store.rows.Statements;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which tunnel has which identity: as the database has it, over it what the group decided so far,
 * and over that what the present decision claims, which counts for others only if it is accepted.
 * Confined to one thread.
 */
final class IdentityClaims {
    private final Statements statements;
    private final Map<PrintedIdentity, List<IdentityRow>> stored = new HashMap<>();
    private final Map<IpAddress, Boolean> storedEndpoints = new HashMap<>();
    private final Layer decided = new Layer();
    private Layer trial = new Layer();

    IdentityClaims(Statements statements) {
        this.statements = statements;
    }

    /** What changed over what lies below. */
    private static final class Layer {
        private final Map<PrintedIdentity, Map<EdgeId, TunnelId>> claimed = new HashMap<>();
        private final Map<TunnelId, List<PrintedIdentity>> byTunnel = new HashMap<>();
        private final Set<TunnelId> released = new HashSet<>();
        private final Set<IpAddress> endpoints = new HashSet<>();

        Map<EdgeId, TunnelId> of(PrintedIdentity identity) {
            return claimed.getOrDefault(identity, Map.of());
        }

        void release(TunnelId tunnel) {
            released.add(tunnel);
            List<PrintedIdentity> had = byTunnel.remove(tunnel);
            if (had != null) {
                had.forEach(identity ->
                        claimed.getOrDefault(identity, Map.of()).values().remove(tunnel));
            }
        }

        void claim(EdgeId edge, PrintedIdentity identity, TunnelId tunnel) {
            claimed.computeIfAbsent(identity, i -> new HashMap<>()).put(edge, tunnel);
            byTunnel.computeIfAbsent(tunnel, t -> new ArrayList<>()).add(identity);
        }

        void add(Layer above) {
            above.released.forEach(this::release);
            above.claimed.forEach((identity, byEdge) ->
                    byEdge.forEach((edge, tunnel) -> claim(edge, identity, tunnel)));
            endpoints.addAll(above.endpoints);
        }
    }

    /** Drops what a decision claimed that was not accepted. */
    void begin() {
        trial = new Layer();
    }

    /** The present decision was accepted. */
    void accept() {
        decided.add(trial);
        begin();
    }

    /** The tunnel is no more. */
    void forget(TunnelId tunnel) {
        decided.release(tunnel);
    }

    void claim(Tunnel tunnel, List<IkeIdentity> identities) {
        trial.release(tunnel.id());
        for (IkeIdentity identity : identities) {
            trial.claim(tunnel.edge(), PrintedIdentity.of(identity), tunnel.id());
        }
        trial.endpoints.add(tunnel.parameters().cloudflareEndpoint());
    }

    Optional<TunnelId> claimant(EdgeId edge, IkeIdentity identity) {
        return Optional.ofNullable(claims(PrintedIdentity.of(identity)).get(edge));
    }

    boolean isClaimed(IkeIdentity identity) {
        return !claims(PrintedIdentity.of(identity)).isEmpty();
    }

    boolean isEndpoint(IpAddress address) {
        return trial.endpoints.contains(address)
                || decided.endpoints.contains(address)
                || storedEndpoints.computeIfAbsent(address, a -> Endpoints.has(statements, a));
    }

    private Map<EdgeId, TunnelId> claims(PrintedIdentity identity) {
        Map<EdgeId, TunnelId> claims = new HashMap<>();
        stored.computeIfAbsent(identity, i -> IdentityRow.claims(statements, i))
                .forEach(row -> claims.put(row.edge(), row.tunnel()));
        for (Layer layer : List.of(decided, trial)) {
            claims.values().removeAll(layer.released);
            claims.putAll(layer.of(identity));
        }
        return claims;
    }
}

package dev.keyferry.server.usecase.recall;

import dev.keyferry.feed.History;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.EdgeKeyId;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.server.domain.edge.Edge;
import dev.keyferry.server.domain.edge.EdgeKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A restored store, as far as it is compared with what gateways hold.
 *
 * @param reached how far it, or a gateway that told so, has come
 */
public record Stored(
        History history,
        Revision reached,
        IkeDomain domain,
        List<Edge> edges,
        Map<TunnelId, StoredTunnel> tunnels,
        Map<Place, StoredKey> keys) {
    Optional<Edge> edge(EdgeId name) {
        return edges.stream().filter(edge -> edge.name().equals(name)).findFirst();
    }

    boolean has(EdgeKeyId key) {
        return edges.stream().anyMatch(edge -> edge.has(key));
    }

    /** True if the edge got this key after the other; one that the store never saw is newer. */
    boolean isNewer(EdgeId edge, EdgeKeyId key, EdgeKeyId other) {
        List<EdgeKeyId> newestFirst =
                edge(edge).stream().flatMap(e -> e.keys().stream()).map(EdgeKey::id).toList();
        return newestFirst.indexOf(key) < newestFirst.indexOf(other);
    }

    Optional<StoredTunnel> tunnel(TunnelId tunnel) {
        return Optional.ofNullable(tunnels.get(tunnel));
    }

    Optional<StoredKey> key(Place place) {
        return Optional.ofNullable(keys.get(place));
    }
}

package dev.keyferry.server.usecase.survey;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.domain.tunnel.Tunnel;
import dev.keyferry.server.domain.tunnel.TunnelName;
import dev.keyferry.server.usecase.standing.Placement;
import java.util.Optional;

/**
 * The little of a tunnel by which it is found.
 *
 * @param key its present key, with the time at which that was first set
 */
public record TunnelEntry(TunnelId id, TunnelName name, EdgeId edge, Optional<Tunnel.Key> key) {
    Optional<Placement> placement() {
        return key.map(present -> new Placement(id, edge, present, ""));
    }
}

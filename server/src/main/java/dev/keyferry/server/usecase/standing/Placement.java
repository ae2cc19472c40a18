package dev.keyferry.server.usecase.standing;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.domain.tunnel.Tunnel;
import dev.keyferry.server.usecase.port.TunnelKey;
import java.util.Optional;

/**
 * A version of a tunnel's key, or its end, that the gateways of an edge are to follow.
 *
 * @param pointer JSON pointer to what asked for it in the request's body; empty for the whole
 */
public record Placement(TunnelId tunnel, EdgeId edge, Tunnel.Key key, String pointer) {
    /** The tunnel's present key, which no request placed. */
    public static Optional<Placement> of(Tunnel tunnel) {
        return of(tunnel, "");
    }

    /** The tunnel's present key, which the request has at {@code pointer}. */
    public static Optional<Placement> of(Tunnel tunnel, String pointer) {
        return tunnel.key().map(key -> new Placement(tunnel.id(), tunnel.edge(), key, pointer));
    }

    public static Placement of(TunnelKey tunnel, Tunnel.Key key, String pointer) {
        return new Placement(tunnel.tunnel(), tunnel.edge(), key, pointer);
    }
}

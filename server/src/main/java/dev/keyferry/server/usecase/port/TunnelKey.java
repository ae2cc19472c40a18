package dev.keyferry.server.usecase.port;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.seal.Fingerprint;
import dev.keyferry.server.domain.tunnel.FarIdentities;
import dev.keyferry.server.domain.tunnel.Tunnel;
import java.util.Optional;

/**
 * The little of a tunnel that setting its key needs; ten thousand of them are read at once.
 *
 * @param far what was given of its far side; its keys are bound to it
 * @param held its present key; empty before the first
 */
public record TunnelKey(TunnelId tunnel, EdgeId edge, FarIdentities far, Optional<Held> held) {
    /** A new tunnel, which has no key. */
    public static TunnelKey bare(Tunnel tunnel) {
        return of(tunnel, Optional.empty());
    }

    public static TunnelKey of(Tunnel tunnel, Optional<Held> held) {
        return new TunnelKey(tunnel.id(), tunnel.edge(), tunnel.parameters().farIdentities(), held);
    }

    /** A key that a tunnel has. */
    public record Held(Tunnel.Key key, Fingerprint fingerprint) {}

    /** The present key without its fingerprint. */
    public Optional<Tunnel.Key> present() {
        return held.map(Held::key);
    }

    /** The same tunnel with a newer key. */
    public TunnelKey with(Held newest) {
        return new TunnelKey(tunnel, edge, far, Optional.of(newest));
    }
}

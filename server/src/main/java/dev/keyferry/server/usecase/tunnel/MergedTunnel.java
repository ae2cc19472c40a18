package dev.keyferry.server.usecase.tunnel;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.server.domain.tunnel.Tunnel;
import dev.keyferry.server.domain.tunnel.TunnelParameters;
import java.time.Instant;

/**
 * A tunnel as it is and as an update wants it, but for its key.
 *
 * @param edge the one that it will belong to
 */
record MergedTunnel(WantedUpdate wanted, Tunnel before, EdgeId edge, TunnelParameters after) {
    /** The tunnel as it will be, with the key that it has. */
    Tunnel at(Instant changed) {
        return before.with(after, edge, changed);
    }

    boolean isMoved() {
        return !edge.equals(before.edge());
    }

    /** True if a key that is sealed for the tunnel as it was is not for it as it will be. */
    boolean isRebound() {
        return isMoved() || !after.farIdentities().equals(before.parameters().farIdentities());
    }

    boolean isRenamed() {
        return !after.name().equals(before.parameters().name());
    }

    /** True if it is to have what it must not share with others: identities, or where it ends. */
    boolean isClaiming() {
        return isRebound()
                || !after.cloudflareEndpoint().equals(before.parameters().cloudflareEndpoint());
    }

    boolean isChanged() {
        return isMoved() || !after.equals(before.parameters());
    }
}

package dev.keyferry.server.domain.gateway;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.domain.tunnel.TunnelName;
import java.time.Instant;
import java.util.List;

/**
 * A tunnel whose present key the host of a revoked gateway held.
 *
 * @param version of its present key
 * @param setAt when that was set
 */
public record Exposed(
        TunnelId tunnel, AccountId account, TunnelName name, PskVersion version, Instant setAt) {
    /**
     * Some of them, in the order of accounts and names.
     *
     * @param count how many there are in all
     */
    public record Some(List<Exposed> tunnels, long count) {
        public Some {
            tunnels = List.copyOf(tunnels);
        }
    }
}

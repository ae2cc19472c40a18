package dev.keyferry.gateway.desired;

import dev.keyferry.feed.id.TunnelId;
import java.util.List;

/**
 * What just became visible.
 *
 * @param tunnels whose record is another now
 */
public record Change(List<TunnelId> tunnels) {
    public Change {
        tunnels = List.copyOf(tunnels);
    }
}

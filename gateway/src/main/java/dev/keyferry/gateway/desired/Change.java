package dev.keyferry.gateway.desired;

import dev.keyferry.feed.KeyBinding;
import dev.keyferry.feed.TunnelId;
import java.util.List;

/**
 * What just became visible.
 *
 * @param tunnels whose record is another now
 * @param dropped former bindings of tunnels that the control plane no longer knows at all
 */
public record Change(List<TunnelId> tunnels, List<KeyBinding> dropped) {
    public Change {
        tunnels = List.copyOf(tunnels);
        dropped = List.copyOf(dropped);
    }
}

package dev.keyferry.server.http.answer.key;

import dev.keyferry.feed.id.TunnelId;
import java.util.Map;
import java.util.Optional;

/**
 * On how many other tunnels of the account the keys of tunnels are, as far as the caller of a
 * change may know. Other answers do not tell.
 */
public record Reuse(Map<TunnelId, Integer> others) {
    /** Says nothing of any tunnel. */
    public static final Reuse UNTOLD = new Reuse(Map.of());

    public Reuse {
        others = Map.copyOf(others);
    }

    public Optional<Integer> of(TunnelId tunnel) {
        return Optional.ofNullable(others.get(tunnel));
    }
}

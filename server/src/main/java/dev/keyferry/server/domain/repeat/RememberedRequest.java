package dev.keyferry.server.domain.repeat;

import dev.keyferry.feed.id.AccountNumber;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.TunnelId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a request did that its caller named, so that it is not done twice. It never holds a key.
 *
 * @param account whose tunnels they are
 * @param tunnels which it created, or whose key it made; in its order, at least one
 * @param version of the key that it made; empty if it made none itself
 */
public record RememberedRequest(
        RequestMark mark,
        AccountNumber account,
        List<TunnelId> tunnels,
        Optional<PskVersion> version) {
    /** How long requests are remembered. */
    public static final Duration KEPT = Duration.ofDays(1);

    /**
     * Most tunnels of one account's remembered requests. Beyond it the oldest of that account are
     * forgotten, and none of another's: those could take effect twice.
     */
    public static final int MAX_TUNNELS_PER_ACCOUNT = 200_000;

    public RememberedRequest {
        tunnels = List.copyOf(tunnels);
        if (tunnels.isEmpty()) {
            throw new IllegalArgumentException("a remembered request did something");
        }
    }
}

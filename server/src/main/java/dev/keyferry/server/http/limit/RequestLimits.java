package dev.keyferry.server.http.limit;

import dev.keyferry.server.domain.rights.Actor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** Counts the requests of each token. Thread-safe. */
public final class RequestLimits {
    /** Tokens remembered at once; the one that was idle longest is forgotten first. */
    public static final int MAX_TOKENS = 10_000;

    private final RequestLimit limit;
    private final Windows<Actor> windows;

    public RequestLimits(RequestLimit limit, InstantSource clock) {
        this.limit = limit;
        this.windows = new Windows<>(clock, limit.window(), MAX_TOKENS);
    }

    /**
     * Where a token stands after one more request.
     *
     * @param used in this window, this request included
     * @param left until the window ends
     */
    public record Quota(RequestLimit limit, int used, Duration left) {
        public boolean isExceeded() {
            return used > limit.requests();
        }

        /** The headers of the public API, with whole seconds, rounded up. */
        public Map<String, String> headers() {
            int remaining = Math.max(0, limit.requests() - used);
            long reset = left.plusNanos(999_999_999).toSeconds();
            return Map.of(
                    "Ratelimit",
                    "\"default\";r=%d;t=%d".formatted(remaining, reset),
                    "Ratelimit-Policy",
                    "\"default\";q=%d;w=%d"
                            .formatted(limit.requests(), limit.window().toSeconds()));
        }
    }

    /** Counts one request of the token's holder. */
    public Quota count(Actor actor) {
        Windows.Count count = windows.count(actor);
        return new Quota(limit, count.done(), count.left());
    }

    int tokens() {
        return windows.size();
    }
}

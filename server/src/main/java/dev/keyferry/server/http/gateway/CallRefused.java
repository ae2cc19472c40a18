package dev.keyferry.server.http.gateway;

import dev.keyferry.feed.wire.Problem;
import java.time.Duration;
import java.util.Optional;

/** A gateway's call is refused, and nothing was changed. */
final class CallRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;
    private final transient Optional<Duration> wait;

    CallRefused(Problem.Kind kind, String message) {
        this(kind, message, Optional.empty());
    }

    /**
     * @param wait how long the gateway is to wait before it tries again
     */
    CallRefused(Problem.Kind kind, String message, Optional<Duration> wait) {
        super(message, null, false, false);
        this.problem = new Problem(kind, message);
        this.wait = wait;
    }

    Problem problem() {
        return problem;
    }

    Optional<Duration> retryAfter() {
        return wait;
    }
}

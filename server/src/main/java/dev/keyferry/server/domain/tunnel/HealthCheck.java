package dev.keyferry.server.domain.tunnel;

import dev.keyferry.server.domain.address.IpAddress;
import java.util.Optional;

/**
 * How the edge is to probe a tunnel. It is kept for the caller; nothing probes here.
 *
 * @param target where requests go; empty for the computed default, see {@link
 *     TunnelParameters#effectiveTarget}
 */
public record HealthCheck(
        Activity activity, Rate rate, Type type, Direction direction, Optional<IpAddress> target) {
    /** What a tunnel has whose caller says nothing of it; the defaults of the public schema. */
    public static final HealthCheck DEFAULT =
            new HealthCheck(
                    Activity.ENABLED,
                    Rate.MID,
                    Type.REPLY,
                    Direction.UNIDIRECTIONAL,
                    Optional.empty());

    /** Whether there are probes. */
    public enum Activity {
        ENABLED,
        DISABLED
    }

    /** How frequent they are. */
    public enum Rate {
        LOW,
        MID,
        HIGH
    }

    /** What is sent. */
    public enum Type {
        REPLY,
        REQUEST
    }

    /** Whether the answer comes back through the tunnel as well. */
    public enum Direction {
        UNIDIRECTIONAL,
        BIDIRECTIONAL
    }
}

package dev.keyferry.gateway.secrets;

import dev.keyferry.feed.id.DeploymentId;
import dev.keyferry.feed.id.TunnelId;
import java.util.Optional;

/**
 * The ids of this deployment's secrets on a charon: {@code kf/<deployment>/<tunnel id>}. They name
 * no version, so a newer key takes the place of the older one in one step.
 */
public final class SecretIds {
    private final String prefix;

    public SecretIds(DeploymentId deployment) {
        this.prefix = "kf/" + deployment + "/";
    }

    String of(TunnelId tunnel) {
        return prefix + tunnel;
    }

    boolean isOurs(String id) {
        return id.startsWith(prefix);
    }

    /** The tunnel of one of our ids; empty for any other, whatever its prefix. */
    Optional<TunnelId> tunnel(String id) {
        if (!isOurs(id)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new TunnelId(id.substring(prefix.length())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Bytes that one of our ids takes in the reply to {@code get-shared}. */
    int listedBytes() {
        return Listing.listedBytes(prefix.length() + TunnelId.DIGITS);
    }
}

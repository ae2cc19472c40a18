package dev.keyferry.server.usecase.tunnel;

import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.domain.tunnel.edit.TunnelEdit;
import dev.keyferry.server.usecase.keys.SentKey;
import java.util.Optional;

/**
 * What is to be changed of one tunnel.
 *
 * @param pointer JSON pointer (RFC 6901) to this tunnel's object in the request's body, such as
 *     {@code /ipsec_tunnels/3}; empty where it is the whole body, and the path has the id
 * @param key what the tunnel's key is to be; empty to leave it alone
 */
public record TunnelUpdate(
        String pointer, TunnelId tunnel, TunnelEdit edit, Optional<SentKey> key) {
    /** What an update does with a key that the tunnel had before. */
    public enum FormerKeys {
        /** Refuses it: a stale copy of the configuration must not put an old key back. */
        REFUSED,
        /** Sets it like any other. */
        ALLOWED
    }
}

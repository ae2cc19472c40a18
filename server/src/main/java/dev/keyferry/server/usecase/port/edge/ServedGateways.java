package dev.keyferry.server.usecase.port.edge;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.server.domain.gateway.Gateway;
import java.util.Optional;

/** The gateways that are served now, in memory: a commit changes them before it is answered. */
public interface ServedGateways {
    /** The gateway whose token has this SHA-256; its row's MAC was checked. */
    Optional<Gateway> ofToken(Bytes hash);
}

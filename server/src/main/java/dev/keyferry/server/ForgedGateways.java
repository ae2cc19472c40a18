package dev.keyferry.server;

import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.server.domain.gateway.Gateway;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns once of each gateway in the database that no server wrote as it is. Thread-safe. */
final class ForgedGateways implements Consumer<Gateway> {
    /** Gateways that are warned of; of further ones nothing is said. */
    private static final int MAX_NAMED = 1_000;

    private static final Logger log = LoggerFactory.getLogger(ForgedGateways.class);

    private final Set<GatewayName> named = new HashSet<>();

    @Override
    public void accept(Gateway gateway) {
        if (isNew(gateway.name())) {
            log.atWarn()
                    .addKeyValue("gateway", gateway.name())
                    .log("the database has a gateway that no server wrote so; it is not served");
        }
    }

    private synchronized boolean isNew(GatewayName name) {
        return named.size() < MAX_NAMED && named.add(name);
    }
}

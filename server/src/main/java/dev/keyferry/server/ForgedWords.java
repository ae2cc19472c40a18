package dev.keyferry.server;

import dev.keyferry.feed.id.GatewayName;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns once of each gateway of which the database has a word that no server wrote. Thread-safe.
 */
final class ForgedWords implements Consumer<GatewayName> {
    /** Gateways that are warned of; of further ones nothing is said. */
    private static final int MAX_NAMED = 1_000;

    private static final Logger log = LoggerFactory.getLogger(ForgedWords.class);

    private final Set<GatewayName> named = new HashSet<>();

    @Override
    public void accept(GatewayName gateway) {
        if (isNew(gateway)) {
            log.atWarn()
                    .addKeyValue("gateway", gateway)
                    .log(
                            "the database has a word of a gateway that no server wrote; it is not believed");
        }
    }

    private synchronized boolean isNew(GatewayName name) {
        return named.size() < MAX_NAMED && named.add(name);
    }
}

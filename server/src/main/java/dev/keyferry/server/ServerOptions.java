package dev.keyferry.server;

import dev.keyferry.feed.IkeDomain;
import dev.keyferry.server.http.HttpTimeouts;
import dev.keyferry.server.http.ListenAddress;
import java.nio.file.Path;

/**
 * How a server runs.
 *
 * @param directory everything that it keeps; made if it is missing
 * @param domain the domain of the tunnels' FQDN identities; the same for the life of a store
 */
public record ServerOptions(
        Path directory,
        ListenAddress listen,
        HttpTimeouts timeouts,
        IkeDomain domain,
        LocalGateway gateway) {
    /** Whether a gateway runs in the server's process, through {@link KeyferryServer#localFeed}. */
    public enum LocalGateway {
        PRESENT,
        /** Keys are sealed all the same, and no gateway is waited for. */
        ABSENT
    }
}

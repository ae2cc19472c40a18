package dev.keyferry.server;

import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.server.http.HttpTimeouts;
import dev.keyferry.server.http.ListenAddress;
import dev.keyferry.server.http.limit.RequestLimit;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a server runs.
 *
 * @param directory everything that it keeps; made if it is missing
 * @param requestLimit how many requests each token may send; empty for no limit
 * @param domain the domain of the tunnels' FQDN identities; the same for the life of a store
 */
public record ServerOptions(
        Path directory,
        ListenAddress listen,
        HttpTimeouts timeouts,
        Optional<RequestLimit> requestLimit,
        IkeDomain domain,
        LocalGateway gateway) {
    /** Whether a gateway runs in the server's process, through {@link KeyferryServer#localFeed}. */
    public enum LocalGateway {
        PRESENT,
        /** Keys are sealed all the same, and no gateway is waited for. */
        ABSENT
    }
}

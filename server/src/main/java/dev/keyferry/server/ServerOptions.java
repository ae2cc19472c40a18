package dev.keyferry.server;

import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.server.http.HttpTimeouts;
import dev.keyferry.server.http.ListenAddress;
import dev.keyferry.server.http.limit.RequestLimit;
import dev.keyferry.server.store.postgres.PostgresOptions;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a server runs.
 *
 * @param directory everything that it keeps; made if it is missing
 * @param requestLimit how many requests each token may send over plain HTTP; empty for no limit
 * @param domain the domain of the tunnels' FQDN identities; the same for the life of a store
 * @param tls where the API and gateways are served over TLS; empty for nowhere
 * @param database the database that this server shares with others; empty for a file of its own
 */
public record ServerOptions(
        Path directory,
        ListenAddress listen,
        HttpTimeouts timeouts,
        Optional<RequestLimit> requestLimit,
        IkeDomain domain,
        LocalGateway gateway,
        Optional<TlsOptions> tls,
        Optional<PostgresOptions> database) {
    /** Whether a gateway runs in the server's process, through {@link KeyferryServer#localFeed}. */
    public enum LocalGateway {
        PRESENT,
        /** Keys are sealed all the same, and no gateway is waited for. */
        ABSENT
    }

    /** The same for a server with a file of its own. */
    public ServerOptions(
            Path directory,
            ListenAddress listen,
            HttpTimeouts timeouts,
            Optional<RequestLimit> requestLimit,
            IkeDomain domain,
            LocalGateway gateway,
            Optional<TlsOptions> tls) {
        this(directory, listen, timeouts, requestLimit, domain, gateway, tls, Optional.empty());
    }

    /** The same for a server without TLS. */
    public ServerOptions(
            Path directory,
            ListenAddress listen,
            HttpTimeouts timeouts,
            Optional<RequestLimit> requestLimit,
            IkeDomain domain,
            LocalGateway gateway) {
        this(directory, listen, timeouts, requestLimit, domain, gateway, Optional.empty());
    }
}

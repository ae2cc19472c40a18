package dev.keyferry.app.settings;

import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.gateway.rules.OnUnsafe;
import dev.keyferry.server.http.HttpTimeouts;
import dev.keyferry.server.http.limit.RequestLimit;
import dev.keyferry.server.http.listen.TlsAddress;
import dev.keyferry.server.store.postgres.PostgresOptions;
import dev.keyferry.server.tls.PemFiles;
import dev.keyferry.server.tls.TlsNames;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What the configuration file says, with the defaults for what it does not say. */
public record Settings(
        Ike ike, Gateway gateway, Limits limits, Tls tls, Store store, Shutdown shutdown, Log log) {
    public static final Settings DEFAULT =
            new Settings(
                    new Ike(IkeDomain.DEFAULT),
                    new Gateway(Set.of(), OnUnsafe.UNLOAD, OptionalInt.empty()),
                    new Limits(new Requests.ByAddress(), RequestLimit.PUBLIC.window()),
                    new Tls(Optional.empty(), Optional.empty(), Optional.empty()),
                    new Store(Optional.empty()),
                    new Shutdown(HttpTimeouts.DEFAULT.unready()),
                    new Log(LogFormat.TEXT));

    public record Ike(IkeDomain domain) {}

    /**
     * The gateway in the server's process, or that of an agent.
     *
     * @param acceptUnsafe names of connections that the operator answers for
     * @param charonUid a user besides root and the agent's own who may own the VICI socket
     */
    public record Gateway(Set<String> acceptUnsafe, OnUnsafe onUnsafe, OptionalInt charonUid) {
        public Gateway {
            acceptUnsafe = Set.copyOf(acceptUnsafe);
        }
    }

    /**
     * How many requests a token may send.
     *
     * @param window in which they are counted, whole seconds
     */
    public record Limits(Requests requests, Duration window) {
        /** What holds for a server that listens at the address; empty for no limit. */
        public Optional<RequestLimit> at(InetAddress address) {
            return switch (requests) {
                case Requests.ByAddress _ ->
                        RequestLimit.byDefault(address)
                                .map(limit -> new RequestLimit(limit.requests(), window));
                case Requests.Off _ -> Optional.empty();
                case Requests.AtMost(int most) -> Optional.of(new RequestLimit(most, window));
            };
        }
    }

    /** Whether requests are limited. */
    public sealed interface Requests {
        /** As the address calls for on which the server listens. */
        record ByAddress() implements Requests {}

        record Off() implements Requests {}

        record AtMost(int requests) implements Requests {}
    }

    /**
     * Where and how TLS is served.
     *
     * @param given the operator's certificate; empty for one by the server's own authority
     * @param names of that one; empty for those that the machine has
     */
    public record Tls(
            Optional<TlsAddress> listen, Optional<PemFiles> given, Optional<TlsNames> names) {}

    /**
     * Where the store is.
     *
     * @param shared empty for a file in the data directory
     */
    public record Store(Optional<PostgresOptions> shared) {}

    /**
     * How a server ends.
     *
     * @param unready for how long it says that it is not ready before it takes no connections
     */
    public record Shutdown(Duration unready) {}

    public record Log(LogFormat format) {}

    /** How log lines look. */
    public enum LogFormat {
        TEXT,
        JSON
    }
}

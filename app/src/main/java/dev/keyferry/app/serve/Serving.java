package dev.keyferry.app.serve;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.app.settings.Settings;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.seal.EdgePrivateKey;
import dev.keyferry.feed.seal.RecordKey;
import dev.keyferry.feed.seal.SecretFile;
import dev.keyferry.feed.seal.SecretFileUnusable;
import dev.keyferry.gateway.Agent;
import dev.keyferry.gateway.AgentOptions;
import dev.keyferry.gateway.ControlPlane;
import dev.keyferry.gateway.desired.CacheFailed;
import dev.keyferry.gateway.lease.Lease;
import dev.keyferry.server.KeyferryServer;
import dev.keyferry.server.ServerOptions;
import dev.keyferry.server.ServerOptions.LocalGateway;
import dev.keyferry.server.TlsOptions;
import dev.keyferry.server.data.DataDirectory;
import dev.keyferry.server.data.StartRefused;
import dev.keyferry.server.http.HttpTimeouts;
import dev.keyferry.server.http.ListenFailed;
import dev.keyferry.server.http.listen.TlsAddress;
import dev.keyferry.server.tls.TlsNames;
import dev.keyferry.server.tls.TlsUnusable;
import dev.keyferry.server.usecase.port.StoreUnavailable;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running server and, where there is a charon, the gateway beside it. Thread-safe. */
public final class Serving implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Serving.class);

    private final KeyferryServer server;
    private final Optional<Agent> agent;

    private Serving(KeyferryServer server, Optional<Agent> agent) {
        this.server = server;
        this.agent = agent;
    }

    /**
     * Starts both; the API answers when this returns.
     *
     * @throws Failure if the directory, the address or a file is not fit for it
     */
    public static Serving start(ServeOptions options) throws InterruptedException {
        try {
            return startParts(options);
        } catch (StartRefused e) {
            throw refused(e, e.hint());
        } catch (SecretFileUnusable e) {
            throw refused(e, e.hint());
        } catch (TlsUnusable e) {
            throw refused(e, e.hint());
        } catch (StoreUnavailable e) {
            throw refused(e, storeHint(options));
        } catch (ListenFailed e) {
            throw refused(
                    e, "stop what listens there, or choose another port by --listen or --tls");
        } catch (CacheFailed e) {
            throw refused(e, "check the directory gateway in " + options.data());
        }
    }

    /** Where a gateway in the server's process keeps what it holds. */
    public static Path cache(Path data) {
        return data.resolve("gateway");
    }

    /** Where the server serves TLS, such as {@code https://192.0.2.1:8788}. */
    public Optional<URI> tlsOrigin() {
        return server.tlsOrigin();
    }

    /** Where the server listens. */
    public URI base() {
        return server.base();
    }

    /** Returns once the server only refuses; see {@link KeyferryServer#awaitReplaced}. */
    public void awaitReplaced() throws InterruptedException {
        server.awaitReplaced();
    }

    /** Ends the gateway first; its charon keeps the keys. Running calls are answered. */
    @Override
    public void close() {
        agent.ifPresent(Agent::close);
        server.close();
    }

    private static Serving startParts(ServeOptions options) throws InterruptedException {
        Path token = DataDirectory.administratorToken(options.data());
        boolean isFirstStart = Files.notExists(token);
        KeyferryServer server = KeyferryServer.start(serverOptions(options));
        boolean isComplete = false;
        try {
            if (isFirstStart) {
                LOG.atInfo().addKeyValue("file", token).log("wrote the administrator's token");
            }
            Optional<Agent> agent =
                    options.charon()
                            .map(charon -> agentOptions(options, charon, server))
                            .map(agentOptions ->
                                    Agent.start(
                                            agentOptions,
                                            new ControlPlane(
                                                    server.localFeed(),
                                                    server.localReauthenticating(),
                                                    server.localWitnessing(),
                                                    Optional.empty())));
            agent.ifPresent(started -> started.registerIn(server.metrics()));
            isComplete = true;
            return new Serving(server, agent);
        } finally {
            if (!isComplete) {
                server.close();
            }
        }
    }

    private static ServerOptions serverOptions(ServeOptions options) {
        return new ServerOptions(
                options.data(),
                options.listen(),
                HttpTimeouts.DEFAULT.withUnready(options.settings().shutdown().unready()),
                options.settings().limits().at(options.listen().address()),
                options.settings().ike().domain(),
                options.charon().isPresent() ? LocalGateway.PRESENT : LocalGateway.ABSENT,
                options.tls().map(address -> tlsOptions(address, options.settings())),
                options.settings().store().shared());
    }

    private static String storeHint(ServeOptions options) {
        return options.settings().store().shared().isPresent()
                ? "check that the database of store.url runs and lets store.user in"
                : "check the disk under "
                        + options.data()
                        + " and that keyferry.db there is a whole database; else put it back from"
                        + " a backup";
    }

    private static TlsOptions tlsOptions(TlsAddress address, Settings settings) {
        return new TlsOptions(
                address,
                settings.tls().given(),
                settings.tls().names().orElseGet(() -> TlsNames.byDefault(address.address())),
                settings.limits().at(address.address()));
    }

    /** The gateway reads its private key by itself: the server never holds it. */
    private static AgentOptions agentOptions(
            ServeOptions options, CharonSocket charon, KeyferryServer server) {
        Settings.Gateway settings = options.settings().gateway();
        Set<Integer> owners =
                settings.charonUid().stream().boxed().collect(Collectors.toUnmodifiableSet());
        return new AgentOptions(
                GatewayName.LOCAL,
                EdgeId.DEFAULT,
                server.deployment(),
                options.settings().ike().domain(),
                charon.path(),
                owners,
                cache(options.data()),
                List.of(secret(DataDirectory.edgeKey(options.data()), EdgePrivateKey::decode)),
                secret(DataDirectory.recordKey(options.data()), RecordKey::decode),
                settings.acceptUnsafe(),
                settings.onUnsafe(),
                Lease.ENDLESS);
    }

    private static <T> T secret(Path file, Function<byte[], T> decode) {
        byte[] encoded = SecretFile.read(file);
        try {
            return decode.apply(encoded);
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
    }

    private static Failure refused(RuntimeException cause, String hint) {
        return new Failure(ExitCode.REFUSED, String.valueOf(cause.getMessage()), hint, cause);
    }
}

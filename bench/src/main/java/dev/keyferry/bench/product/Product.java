package dev.keyferry.bench.product;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.feed.seal.EdgePrivateKey;
import dev.keyferry.feed.seal.RecordKey;
import dev.keyferry.feed.seal.SecretFile;
import dev.keyferry.gateway.Agent;
import dev.keyferry.gateway.AgentOptions;
import dev.keyferry.gateway.ControlPlane;
import dev.keyferry.gateway.lease.Lease;
import dev.keyferry.gateway.rules.OnUnsafe;
import dev.keyferry.server.KeyferryServer;
import dev.keyferry.server.ServerOptions;
import dev.keyferry.server.ServerOptions.LocalGateway;
import dev.keyferry.server.data.DataDirectory;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.KeyStatus;
import dev.keyferry.server.domain.Mode;
import dev.keyferry.server.domain.RequestId;
import dev.keyferry.server.domain.rights.Actor;
import dev.keyferry.server.domain.rights.Rights;
import dev.keyferry.server.http.HttpTimeouts;
import dev.keyferry.server.http.ListenAddress;
import dev.keyferry.server.store.postgres.PostgresOptions;
import dev.keyferry.server.usecase.PskEntry;
import dev.keyferry.server.usecase.SetPsks;
import dev.keyferry.server.usecase.keys.SentKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A server and, where there is a charon, a gateway in this process, put together as the command
 * {@code serve} does. Thread-safe.
 */
public final class Product implements AutoCloseable {
    private static final Duration SETTLE_DEADLINE = Duration.ofSeconds(60);
    private static final Duration SETTLE_POLL = Duration.ofMillis(5);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path data;
    private final KeyferryServer server;
    private final Optional<TimedFeed> feed;
    private final Optional<Agent> agent;
    private final ApiCaller api;

    private Product(
            Path data,
            KeyferryServer server,
            Optional<TimedFeed> feed,
            Optional<Agent> agent,
            ApiCaller api) {
        this.data = data;
        this.server = server;
        this.feed = feed;
        this.agent = agent;
        this.api = api;
    }

    /** Starts a server whose gateway never comes: keys are stored and sealed, nobody loads them. */
    public static Product serverOnly(Path data) throws InterruptedException {
        KeyferryServer server = KeyferryServer.start(options(data, LocalGateway.PRESENT));
        TimedFeed feed = new TimedFeed(server.localFeed());
        return new Product(data, server, Optional.of(feed), Optional.empty(), caller(data, server));
    }

    /** The same over a database that servers can share. */
    public static Product serverOnly(Path data, PostgresOptions database)
            throws InterruptedException {
        KeyferryServer server =
                KeyferryServer.start(options(data, LocalGateway.ABSENT, Optional.of(database)));
        return new Product(data, server, Optional.empty(), Optional.empty(), caller(data, server));
    }

    /** Starts a server and its gateway, and waits until the gateway serves its charon. */
    public static Product start(Path data, Path charon) throws InterruptedException {
        KeyferryServer server = KeyferryServer.start(options(data, LocalGateway.PRESENT));
        TimedFeed feed = new TimedFeed(server.localFeed());
        Agent agent =
                Agent.start(
                        agentOptions(data, server, charon),
                        new ControlPlane(
                                feed,
                                server.localReauthenticating(),
                                server.localWitnessing(),
                                Optional.empty()));
        Product product =
                new Product(
                        data, server, Optional.of(feed), Optional.of(agent), caller(data, server));
        product.awaitServing();
        return product;
    }

    /** A client of this product's API. */
    public ApiCaller api() {
        return api;
    }

    /** The feed between server and gateway; there is none over a database that is shared. */
    public TimedFeed feed() {
        return feed.orElseThrow();
    }

    /** Starts to count the store's commits. */
    public StoreWatch watchStore() {
        return StoreWatch.of(data);
    }

    /**
     * Sets a fresh key without HTTP, and waits until it is loaded.
     *
     * @throws IllegalStateException if it is not
     */
    public void setPskInProcess(ApiCaller.Account account, String tunnel)
            throws InterruptedException {
        boolean loaded =
                set(account, tunnel).applied().values().stream()
                        .flatMap(applied -> applied.status().stream())
                        .anyMatch(status -> status.state() == KeyStatus.State.LOADED);
        if (!loaded) {
            throw new IllegalStateException("a key was not loaded");
        }
    }

    /**
     * Sets a fresh key without HTTP where no gateway is, so that it returns once it is committed.
     *
     * @throws IllegalStateException if it was refused
     */
    public void storePskInProcess(ApiCaller.Account account, String tunnel)
            throws InterruptedException {
        if (set(account, tunnel).applied().isEmpty()) {
            throw new IllegalStateException("a key was not stored");
        }
    }

    private SetPsks.Answer set(ApiCaller.Account account, String tunnel)
            throws InterruptedException {
        String key = KeySet.fresh(List.of(tunnel)).keyOf(tunnel);
        SentKey sent = SentKey.copyOf(key.getBytes(StandardCharsets.US_ASCII));
        return server.useCases()
                .setPsks()
                .set(
                        new Caller(
                                Actor.ADMINISTRATOR,
                                Rights.ALL,
                                "127.0.0.1",
                                RequestId.random(RANDOM)),
                        new AccountId(account.id()),
                        List.of(new PskEntry(tunnel, sent)),
                        Mode.APPLY);
    }

    /** Waits until the gateway has reported that its charon has all keys. */
    public void awaitServing() throws InterruptedException {
        long deadline = System.nanoTime() + SETTLE_DEADLINE.toNanos();
        while (!feed().isServing()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the gateway does not serve its charon");
            }
            Thread.sleep(SETTLE_POLL);
        }
    }

    @Override
    public void close() {
        api.close();
        agent.ifPresent(Agent::close);
        server.close();
    }

    private static ServerOptions options(Path data, LocalGateway gateway) {
        return options(data, gateway, Optional.empty());
    }

    private static ServerOptions options(
            Path data, LocalGateway gateway, Optional<PostgresOptions> database) {
        return new ServerOptions(
                data,
                ListenAddress.parse("127.0.0.1:0"),
                HttpTimeouts.DEFAULT,
                Optional.empty(),
                IkeDomain.DEFAULT,
                gateway,
                Optional.empty(),
                database);
    }

    private static AgentOptions agentOptions(Path data, KeyferryServer server, Path charon) {
        return new AgentOptions(
                GatewayName.LOCAL,
                EdgeId.DEFAULT,
                server.deployment(),
                IkeDomain.DEFAULT,
                charon,
                Set.of(),
                data.resolve("gateway"),
                List.of(EdgePrivateKey.decode(SecretFile.read(DataDirectory.edgeKey(data)))),
                RecordKey.decode(SecretFile.read(DataDirectory.recordKey(data))),
                Set.of(),
                OnUnsafe.UNLOAD,
                Lease.ENDLESS);
    }

    private static ApiCaller caller(Path data, KeyferryServer server) {
        byte[] token = SecretFile.read(DataDirectory.administratorToken(data));
        return new ApiCaller(server.port(), new String(token, StandardCharsets.US_ASCII).strip());
    }
}

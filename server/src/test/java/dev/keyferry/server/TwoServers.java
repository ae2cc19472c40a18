package dev.keyferry.server;

import static dev.keyferry.server.GatewayWords.caller;
import static dev.keyferry.server.GatewayWords.quietly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyferry.feed.Feed;
import dev.keyferry.feed.Page;
import dev.keyferry.feed.Poll;
import dev.keyferry.feed.Position;
import dev.keyferry.feed.enrol.GatewayToken;
import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.SessionId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.seal.EdgePrivateKey;
import dev.keyferry.server.domain.Account;
import dev.keyferry.server.domain.AccountName;
import dev.keyferry.server.domain.Mode;
import dev.keyferry.server.domain.PskPolicy;
import dev.keyferry.server.domain.RequestId;
import dev.keyferry.server.domain.address.IpAddress;
import dev.keyferry.server.store.TestPostgres;
import dev.keyferry.server.store.postgres.PostgresOptions;
import dev.keyferry.server.usecase.CreateAccount.NewAccount;
import dev.keyferry.server.usecase.SetPsks.Applied;
import dev.keyferry.server.usecase.edge.CreateEdge.NewEdge;
import dev.keyferry.server.usecase.gateway.EnrolGateway.Origin;
import dev.keyferry.server.usecase.port.GatewayView;
import dev.keyferry.server.usecase.tunnel.CreateTunnels.NewTunnel;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two servers over one database, with an edge and a gateway that were made at the first. */
@Timeout(120)
abstract class TwoServers {
    private static final SecureRandom RANDOM = new SecureRandom();
    static final EdgeId BERLIN = new EdgeId("berlin");
    static final GatewayName ONE = new GatewayName("gw-1");
    static final SessionId SESSION = new SessionId("a".repeat(32));
    static final String KEY = "qV7mZ2xKd9RtB4nW8sYc3HfJ6pLg5TzA";

    @TempDir Path directory;
    final TestPostgres postgres = TestPostgres.running();
    final EdgePrivateKey edgeKey = EdgePrivateKey.generate();
    final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    PostgresOptions database;
    KeyferryServer first;
    KeyferryServer second;
    AccountId account;
    GatewayToken token;

    /** Everything is made at the first server while both run. */
    @BeforeEach
    void start() throws Exception {
        database = postgres.options(postgres.create(""));
        SharedServers servers = new SharedServers(directory, database);
        first = servers.start("first");
        servers.copyKeys("first", "second");
        second = servers.start("second");
        account = account(first);
        first.useCases()
                .edges()
                .create()
                .create(
                        caller(),
                        new NewEdge(
                                BERLIN,
                                edgeKey.publicKey(),
                                List.of(new IpAddress("203.0.113.1"))));
        token = enrol(first);
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
        second.close();
        first.close();
    }

    static AccountId account(KeyferryServer server) throws InterruptedException {
        return server.useCases()
                .createAccount()
                .create(
                        caller(),
                        new NewAccount(
                                new AccountName("acme"),
                                Account.Type.STANDARD,
                                Optional.empty(),
                                Optional.empty(),
                                PskPolicy.DEFAULT))
                .id();
    }

    /** Named at one server, and enrolled there. */
    GatewayToken enrol(KeyferryServer server) throws InterruptedException {
        var gateways = server.useCases().gateways();
        return gateways.enrol()
                .enrol(
                        gateways.name().name(caller(), ONE, BERLIN).token(),
                        edgeKey.publicKey().id(),
                        new Origin("192.0.2.1", RequestId.random(RANDOM)))
                .token();
    }

    TunnelId tunnel(KeyferryServer server) throws InterruptedException {
        return server.useCases()
                .createTunnels()
                .create(
                        caller(),
                        account,
                        List.of(new NewTunnel("", Deployed.parameters("t"), Optional.empty())),
                        Mode.APPLY,
                        Optional.empty())
                .tunnels()
                .getFirst()
                .tunnel()
                .id();
    }

    CompletableFuture<Applied> set(KeyferryServer server, TunnelId tunnel, String key) {
        return CompletableFuture.supplyAsync(
                () ->
                        quietly(() ->
                                server.useCases()
                                        .setPsks()
                                        .set(
                                                caller(),
                                                account,
                                                List.of(Deployed.entry(tunnel, key)),
                                                Mode.APPLY)
                                        .applied()
                                        .firstEntry()
                                        .getValue()),
                threads);
    }

    /** The gateway may call any server, at once after it was enrolled at another. */
    Feed feed(KeyferryServer server) throws InterruptedException {
        assertThat(server.useCases().gateways().authenticate().of(token)).contains(ONE);
        await().until(() -> server.useCases().gateways().feeds().feed(ONE).isPresent());
        return server.useCases().gateways().feeds().feed(ONE).orElseThrow();
    }

    Page poll(KeyferryServer server, Position position, Duration patience)
            throws InterruptedException {
        return (Page) feed(server).poll(new Poll(SESSION, position, patience));
    }

    static void awaitReachable(KeyferryServer server) {
        await().until(() ->
                server.useCases()
                        .gateways()
                        .read()
                        .get(ONE)
                        .view()
                        .filter(GatewayView::isReachable)
                        .isPresent());
    }
}

package dev.keyferry.server;

import static dev.keyferry.server.GatewayWords.after;
import static dev.keyferry.server.GatewayWords.caller;
import static dev.keyferry.server.GatewayWords.loaded;
import static dev.keyferry.server.GatewayWords.quietly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.keyferry.feed.Feed;
import dev.keyferry.feed.GatewayCondition;
import dev.keyferry.feed.GatewayCondition.Assurance;
import dev.keyferry.feed.GatewayCondition.Kind;
import dev.keyferry.feed.LocalNames;
import dev.keyferry.feed.Page;
import dev.keyferry.feed.Poll;
import dev.keyferry.feed.Position;
import dev.keyferry.feed.Report;
import dev.keyferry.feed.codec.ReportCodec;
import dev.keyferry.feed.enrol.GatewayToken;
import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.SessionId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.reauth.ReauthOrder;
import dev.keyferry.feed.reauth.ReauthOrders;
import dev.keyferry.feed.reauth.ReauthOutcome;
import dev.keyferry.feed.reauth.ReauthQuestion;
import dev.keyferry.feed.reauth.Reauthenticating;
import dev.keyferry.feed.reseal.Resealed;
import dev.keyferry.feed.seal.EdgePrivateKey;
import dev.keyferry.feed.witness.HeadQuestion;
import dev.keyferry.feed.witness.HeadQuestion.Doubt;
import dev.keyferry.server.domain.Account;
import dev.keyferry.server.domain.AccountName;
import dev.keyferry.server.domain.KeyStatus.State;
import dev.keyferry.server.domain.Mode;
import dev.keyferry.server.domain.PskPolicy;
import dev.keyferry.server.domain.RequestId;
import dev.keyferry.server.domain.address.IpAddress;
import dev.keyferry.server.domain.reauth.Found;
import dev.keyferry.server.store.Engine;
import dev.keyferry.server.store.TestPostgres;
import dev.keyferry.server.store.postgres.PostgresOptions;
import dev.keyferry.server.usecase.CreateAccount.NewAccount;
import dev.keyferry.server.usecase.SetPsks.Applied;
import dev.keyferry.server.usecase.edge.CreateEdge.NewEdge;
import dev.keyferry.server.usecase.gateway.EnrolGateway.Origin;
import dev.keyferry.server.usecase.port.GatewayView;
import dev.keyferry.server.usecase.port.edge.Gateways.Stretch;
import dev.keyferry.server.usecase.reauth.Reauthenticate;
import dev.keyferry.server.usecase.reauth.Reauthenticate.Reach;
import dev.keyferry.server.usecase.refusal.Refusal;
import dev.keyferry.server.usecase.tunnel.CreateTunnels.NewTunnel;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two servers over one database, and gateways that talk now to one and now to the other. */
@Timeout(120)
class SeveralServersTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final EdgeId BERLIN = new EdgeId("berlin");
    private static final GatewayName ONE = new GatewayName("gw-1");
    private static final SessionId SESSION = new SessionId("a".repeat(32));
    private static final String KEY = "qV7mZ2xKd9RtB4nW8sYc3HfJ6pLg5TzA";

    @TempDir private Path directory;
    private final TestPostgres postgres = TestPostgres.running();
    private final EdgePrivateKey edgeKey = EdgePrivateKey.generate();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private PostgresOptions database;
    private KeyferryServer first;
    private KeyferryServer second;
    private AccountId account;
    private GatewayToken token;

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

    @Test
    void aReportToOneServerReleasesACallThatWaitsAtTheOther() throws Exception {
        TunnelId tunnel = tunnel(first);
        Page start = poll(second, new Position.Start(), Duration.ZERO);
        feed(second).report(loaded(SESSION, start));
        awaitReachable(first);

        CompletableFuture<Applied> call = set(first, tunnel, KEY);
        Page news = poll(second, after(start), Duration.ofSeconds(20));
        assertThat(news.records()).hasSize(1);
        assertThat(call).isNotDone();
        feed(second).report(loaded(SESSION, news));

        assertThat(call.get().status().orElseThrow().state()).isEqualTo(State.LOADED);
    }

    @Test
    void aGatewayThatGoesFromOneServerToTheOtherIsOneGateway() throws Exception {
        TunnelId tunnel = tunnel(first);
        Page page = poll(first, new Position.Start(), Duration.ZERO);
        feed(first).report(loaded(SESSION, page));
        for (int round = 0; round < 4; round++) {
            KeyferryServer here = round % 2 == 0 ? second : first;
            awaitReachable(first);
            awaitReachable(second);
            CompletableFuture<Applied> call = set(round < 2 ? first : second, tunnel, KEY + round);
            page = poll(here, after(page), Duration.ofSeconds(20));
            feed(here).report(loaded(SESSION, page));
            assertThat(call.get().status().orElseThrow().state()).isEqualTo(State.LOADED);
        }
    }

    @Test
    void anEdgeThatOneServerMadeIsSealedToAtTheOther() throws Exception {
        TunnelId tunnel = tunnel(second);
        assertThat(set(second, tunnel, KEY).get().status().orElseThrow().version().value())
                .isEqualTo(1);
        Path keys = directory.resolve("second/keys/record-berlin.key");
        assertThat(keys).hasSameBinaryContentAs(directory.resolve("first/keys/record-berlin.key"));
        assertThat(poll(first, new Position.Start(), Duration.ZERO).records()).hasSize(1);
    }

    @Test
    void aReplacedEdgeKeyIsSealedToAtTheOtherServerAtOnce() throws Exception {
        TunnelId tunnel = tunnel(second);
        EdgePrivateKey next = EdgePrivateKey.generate();
        second.useCases()
                .gateways()
                .reseal()
                .exchange(
                        ONE,
                        BERLIN,
                        new Resealed(
                                List.of(next.publicKey().id(), edgeKey.publicKey().id()),
                                List.of(),
                                Revision.NONE,
                                Optional.empty()));
        await().until(() -> {
            try {
                first.useCases().edges().setKey().set(caller(), BERLIN, next.publicKey());
                return true;
            } catch (Refusal.Conflict e) {
                return false;
            }
        });
        var _ = set(second, tunnel, KEY).get();
        Page page = poll(second, new Position.Start(), Duration.ZERO);
        assertThat(page.dataKeys())
                .isNotEmpty()
                .allSatisfy(key -> assertThat(key.edgeKey()).isEqualTo(next.publicKey().id()));
    }

    @Test
    void anOrderOfOneServerIsCarriedOutAndToldAtTheOther() throws Exception {
        TunnelId tunnel = tunnel(first);
        Page start = poll(second, new Position.Start(), Duration.ZERO);
        feed(second).report(loaded(SESSION, start));
        awaitReachable(first);
        CompletableFuture<Applied> set = set(first, tunnel, KEY);
        feed(second).report(loaded(SESSION, poll(second, after(start), Duration.ofSeconds(20))));
        var _ = set.get();
        Reauthenticating atSecond = second.useCases().gateways().orders().of(ONE);
        CompletableFuture<ReauthOrders> asked =
                CompletableFuture.supplyAsync(
                        () ->
                                quietly(() ->
                                        atSecond.orders(
                                                new ReauthQuestion(
                                                        Revision.NONE, Duration.ofSeconds(20)))),
                        threads);

        CompletableFuture<Reauthenticate.Answer> call =
                CompletableFuture.supplyAsync(
                        () ->
                                quietly(() ->
                                        first.useCases()
                                                .reauthenticate()
                                                .reauthenticate(
                                                        caller(),
                                                        account,
                                                        tunnel,
                                                        Reach.UNPROVEN,
                                                        Mode.APPLY)),
                        threads);
        ReauthOrder order = asked.get().orders().getFirst();
        assertThat(order.tunnel()).isEqualTo(tunnel);
        assertThat(call).isNotDone();
        atSecond.tell(new ReauthOutcome(order.number(), ReauthOutcome.Kind.REAUTHENTICATED));

        assertThat(call.get().gateways()).containsEntry(ONE, Found.REAUTHENTICATED);
    }

    @Test
    void whatAGatewaySaysOfTheAuditToOneServerIsShownByTheOther() throws Exception {
        HeadQuestion doubting = new HeadQuestion(Optional.empty(), Doubt.OTHER_RECORD);
        await().until(() -> first.useCases().gateways().feeds().feed(ONE).isPresent());
        feed(second);
        second.useCases().gateways().witnesses().of(ONE).head(doubting);
        await().untilAsserted(() ->
                assertThat(first.useCases().gateways().read().get(ONE).witness())
                        .hasValueSatisfying(
                                said -> assertThat(said.question()).isEqualTo(doubting)));
    }

    @Test
    void whatNoServerWroteOnTheBoardDoesNotCountAndStopsNobody() throws Exception {
        TunnelId tunnel = tunnel(first);
        Page start = poll(second, new Position.Start(), Duration.ZERO);
        feed(second).report(loaded(SESSION, start));
        awaitReachable(first);
        Revision ahead = new Revision(start.upTo().value() + 1_000);
        Report forged =
                new Report(
                        SESSION,
                        start.epoch(),
                        ahead,
                        ahead,
                        List.of(),
                        new GatewayCondition(Kind.SERVING, "", Assurance.ASSURED),
                        List.of(),
                        LocalNames.NONE);
        putUp(ONE.value(), ReportCodec.encode(forged));
        putUp("no such name!", new byte[] {1, 2, 3});

        CompletableFuture<Applied> call = set(first, tunnel, KEY);
        Page news = poll(second, after(start), Duration.ofSeconds(20));
        feed(second).report(loaded(SESSION, start));
        assertThat(call).isNotDone();
        feed(second).report(loaded(SESSION, news));

        assertThat(call.get().status().orElseThrow().state()).isEqualTo(State.LOADED);
        assertThat(first.useCases().gateways().read().get(ONE).view().orElseThrow().through())
                .contains(news.upTo());
    }

    /** What somebody does who can write to the database and has no key of the servers. */
    private void putUp(String gateway, byte[] content) throws SQLException {
        try (Connection connection = Engine.postgres(database).writing().getConnection();
                PreparedStatement insert =
                        connection.prepareStatement(
                                """
                                INSERT INTO gateway_progress VALUES
                                    (?, 1, gen_random_uuid(), ?, ?, '\\x00',
                                     nextval('gateway_progress_position'))
                                """)) {
            insert.setString(1, gateway);
            insert.setLong(2, ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) + 1_000_000);
            insert.setBytes(3, content);
            insert.executeUpdate();
        }
    }

    @Test
    void whoIsRevokedAtOneServerIsHandedNothingByTheOther() throws Exception {
        TunnelId tunnel = tunnel(first);
        Page start = poll(second, new Position.Start(), Duration.ZERO);
        var _ = set(first, tunnel, KEY).get();
        start = poll(second, after(start), Duration.ZERO);
        assertThat(start.records()).hasSize(1);
        Page known = start;
        CompletableFuture<Page> waiting =
                CompletableFuture.supplyAsync(
                        () -> quietly(() -> poll(second, after(known), Duration.ofSeconds(25))),
                        threads);
        await().until(() -> second.useCases().gateways().read().get(ONE).view().isPresent());

        first.useCases().gateways().revoke().revoke(caller(), ONE);
        var _ = set(first, tunnel, KEY + "x").get();

        assertThatThrownBy(waiting::join).hasRootCauseInstanceOf(Refusal.UnknownToken.class);
        assertThat(second.useCases().gateways().authenticate().of(token)).isEmpty();
        assertThat(second.useCases().gateways().feeds().feed(ONE)).isEmpty();
        assertThat(second.useCases().gateways().read().exposed(ONE, new Stretch(0, 10)).toString())
                .doesNotContain(tunnel.value());
    }

    @Test
    void whatTheOtherServerHandedOutIsExposedByARevocation() throws Exception {
        TunnelId tunnel = tunnel(first);
        var _ = set(first, tunnel, KEY).get();
        assertThat(poll(second, new Position.Start(), Duration.ZERO).records()).hasSize(1);

        first.useCases().gateways().revoke().revoke(caller(), ONE);

        assertThat(first.useCases().gateways().read().exposed(ONE, new Stretch(0, 10)).toString())
                .contains(tunnel.value());
    }

    private static AccountId account(KeyferryServer server) throws InterruptedException {
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
    private GatewayToken enrol(KeyferryServer server) throws InterruptedException {
        var gateways = server.useCases().gateways();
        return gateways.enrol()
                .enrol(
                        gateways.name().name(caller(), ONE, BERLIN).token(),
                        edgeKey.publicKey().id(),
                        new Origin("192.0.2.1", RequestId.random(RANDOM)))
                .token();
    }

    private TunnelId tunnel(KeyferryServer server) throws InterruptedException {
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

    private CompletableFuture<Applied> set(KeyferryServer server, TunnelId tunnel, String key) {
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
    private Feed feed(KeyferryServer server) throws InterruptedException {
        assertThat(server.useCases().gateways().authenticate().of(token)).contains(ONE);
        await().until(() -> server.useCases().gateways().feeds().feed(ONE).isPresent());
        return server.useCases().gateways().feeds().feed(ONE).orElseThrow();
    }

    private Page poll(KeyferryServer server, Position position, Duration patience)
            throws InterruptedException {
        return (Page) feed(server).poll(new Poll(SESSION, position, patience));
    }

    private static void awaitReachable(KeyferryServer server) {
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

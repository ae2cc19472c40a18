package dev.keyferry.server.http.handler;

import static dev.keyferry.server.http.parts.TokenJsons.account;
import static dev.keyferry.server.http.parts.TokenJsons.allow;
import static dev.keyferry.server.http.parts.TokenJsons.everything;
import static dev.keyferry.server.http.parts.TokenJsons.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.keyferry.feed.Feed;
import dev.keyferry.feed.Page;
import dev.keyferry.feed.Poll;
import dev.keyferry.feed.PollAnswer;
import dev.keyferry.feed.Position;
import dev.keyferry.feed.enrol.EnrolmentToken;
import dev.keyferry.feed.enrol.GatewayToken;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.SessionId;
import dev.keyferry.feed.seal.EdgePrivateKey;
import dev.keyferry.server.domain.RequestId;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.http.parts.ApiFixture;
import dev.keyferry.server.http.parts.Reply;
import dev.keyferry.server.http.parts.TokenClient;
import dev.keyferry.server.usecase.gateway.EnrolGateway.Origin;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Edges and gateways from the operator's side, and who tries to get at them. */
class EdgeRoutesTest {
    private static final String ADDRESS = "203.0.113.1";
    private static final String KEY = "qV7mZ2xKd9RtB4nW8sYc3HfJ6pLg5TzA";
    private static final GatewayName ONE = new GatewayName("gw-1");

    private final EdgePrivateKey key = EdgePrivateKey.generate();
    private volatile Instant now = Instant.parse("2026-11-23T12:00:00Z");
    private ApiFixture api;

    @BeforeEach
    void start() throws Exception {
        api = ApiFixture.start(() -> now, Optional.empty());
        api.createEdge("berlin", key);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void keepsEverybodyOutButOperatorsOfAllAccounts() throws Exception {
        String account = api.createAccount("a");
        for (String policy :
                List.of(
                        allow(account(account), Permission.values()),
                        allow(
                                everything(),
                                Arrays.stream(Permission.values())
                                        .filter(p -> p != Permission.OPERATOR)
                                        .toArray(Permission[]::new)))) {
            String value =
                    api.post("/user/tokens", token(policy))
                            .assertSuccess()
                            .result()
                            .path("value")
                            .asString();
            TokenClient tenant = api.as(value);
            for (String path :
                    List.of(
                            "/keyferry/edges",
                            "/keyferry/edges/berlin",
                            "/keyferry/edges/nowhere",
                            "/keyferry/gateways",
                            "/keyferry/gateways/gw-1",
                            "/keyferry/gateways/gw-1/exposed")) {
                tenant.get(path).assertFailure(403, 10000);
            }
            tenant.send("POST", "/keyferry/gateways", "{\"name\":\"gw-1\",\"edge\":\"berlin\"}")
                    .assertFailure(403, 10000);
            tenant.send("PUT", "/keyferry/edges/berlin/key", publicKey(EdgePrivateKey.generate()))
                    .assertFailure(403, 10000);
            tenant.send("DELETE", "/keyferry/gateways/gw-1", "").assertFailure(403, 10000);
        }
        assertThat(api.get("/keyferry/gateways").assertSuccess().result()).isEmpty();
    }

    @Test
    void showsAnEnrolmentTokenOnceAndLetsItBeUsedForAnHour() throws Exception {
        Reply named = name();
        String token = named.result().path("enrolment_token").asString();
        assertThat(api.get("/keyferry/gateways/gw-1").assertSuccess().body())
                .doesNotContain(token)
                .contains("enrolling");
        now = now.plus(Duration.ofHours(1));

        assertThatThrownBy(() -> enrol(token)).isInstanceOf(Refusal.UnknownToken.class);
        String fresh = name().result().path("enrolment_token").asString();
        now = now.plus(Duration.ofMinutes(59));
        enrol(fresh);
        assertThat(api.get("/keyferry/gateways/gw-1").assertSuccess().body()).contains("active");
    }

    @Test
    void endsAWaitingPollOfARevokedGatewayAndItsToken() throws Exception {
        GatewayToken token = api.enrolGateway("berlin", "gw-1", key);
        Feed feed = api.gateways().feeds().feed(ONE).orElseThrow();
        Page first = (Page) feed.poll(poll(new Position.Start(), Duration.ZERO));
        CompletableFuture<PollAnswer> waiting =
                CompletableFuture.supplyAsync(() -> {
                    try {
                        return feed.poll(
                                poll(
                                        new Position.After(first.epoch(), first.upTo()),
                                        Poll.MAX_PATIENCE));
                    } catch (InterruptedException e) {
                        throw new CompletionException(e);
                    }
                });
        await().until(() -> isReachable());

        api.send("DELETE", "/keyferry/gateways/gw-1", "").assertSuccess();
        assertThatThrownBy(waiting::join).hasCauseInstanceOf(Refusal.UnknownToken.class);
        assertThat(api.gateways().authenticate().of(token)).isEmpty();
        assertThat(api.gateways().feeds().feed(ONE)).isEmpty();
        assertThatThrownBy(() -> feed.poll(poll(new Position.Start(), Duration.ZERO)))
                .isInstanceOf(Refusal.UnknownToken.class);
        api.post("/keyferry/gateways", "{\"name\":\"gw-1\",\"edge\":\"berlin\"}")
                .assertFailure(409, 19409);
    }

    @Test
    void exposesWhatAGatewayReadUntilItChangesAndNothingElse() throws Exception {
        api.send("PUT", "/keyferry/edges/berlin/addresses/" + ADDRESS, "").assertSuccess();
        String tunnels = "/accounts/" + api.createAccount("a") + "/magic/ipsec_tunnels";
        String read = api.createTunnel(tunnels, "read");
        String later = api.createTunnel(tunnels, "later");
        api.createTunnel(tunnels, "without");
        api.enrolGateway("berlin", "gw-1", key);
        api.enrolGateway("berlin", "gw-2", key);
        set(tunnels, read, KEY);
        api.gateways()
                .feeds()
                .feed(ONE)
                .orElseThrow()
                .poll(poll(new Position.Start(), Duration.ZERO));
        set(tunnels, later, KEY + "x");

        assertThat(api.get("/keyferry/gateways/gw-1/exposed").assertSuccess().result()).isEmpty();
        Reply revoked = api.send("DELETE", "/keyferry/gateways/gw-1", "").assertSuccess();
        assertThat(revoked.result().path("exposed").path("count").asInt()).isEqualTo(1);
        assertThat(exposed("gw-1")).containsExactly(read);
        Reply untouched = api.send("DELETE", "/keyferry/gateways/gw-2", "").assertSuccess();
        assertThat(untouched.result().path("exposed").path("count").asInt()).isZero();

        set(tunnels, read, KEY + "y");
        assertThat(exposed("gw-1")).isEmpty();
        set(tunnels, read, KEY);
        assertThat(exposed("gw-1")).containsExactly(read);
        Reply again = api.send("DELETE", "/keyferry/gateways/gw-1", "").assertSuccess();
        assertThat(again.result().path("exposed").path("count").asInt()).isEqualTo(1);
    }

    @Test
    void exposesEverythingFromBeforeARestartOfAGatewayNotHeardOfSince() throws Exception {
        api.send("PUT", "/keyferry/edges/berlin/addresses/" + ADDRESS, "").assertSuccess();
        String tunnels = "/accounts/" + api.createAccount("a") + "/magic/ipsec_tunnels";
        String before = api.createTunnel(tunnels, "before");
        String after = api.createTunnel(tunnels, "after");
        api.enrolGateway("berlin", "gw-1", key);
        api.gateways()
                .feeds()
                .feed(ONE)
                .orElseThrow()
                .poll(poll(new Position.Start(), Duration.ZERO));
        set(tunnels, before, KEY);
        api.restartServer();
        set(tunnels, after, KEY + "x");

        api.send("DELETE", "/keyferry/gateways/gw-1", "").assertSuccess();
        assertThat(exposed("gw-1")).containsExactly(before);
    }

    @Test
    void movesTunnelsWithoutKeysAndNoOthers() throws Exception {
        String account = api.createAccount("a");
        String tunnels = "/accounts/" + account + "/magic/ipsec_tunnels";
        String bare = api.createTunnel(tunnels, "bare");
        String address = "/keyferry/edges/berlin/addresses/" + ADDRESS;
        api.send("PUT", address, "").assertSuccess();
        set(tunnels, bare, KEY);

        assertThat(api.send("DELETE", address, "").assertFailure(409, 19409).body())
                .contains("1 tunnels with keys");
        api.createEdge("bonn", EdgePrivateKey.generate());
        api.send("PUT", "/keyferry/edges/bonn/addresses/" + ADDRESS, "").assertFailure(409, 19409);
        assertThat(sealed("berlin")).isEqualTo(1);
        assertThat(sealed("default")).isZero();
        api.send("DELETE", tunnels + "/" + bare, "").assertSuccess();
        api.send("PUT", "/keyferry/edges/bonn/addresses/" + ADDRESS, "").assertSuccess();
        assertThat(api.get("/keyferry/edges/berlin").assertSuccess().result().path("addresses"))
                .isEmpty();
    }

    @Test
    void sealsToTheNewKeyOfAnEdgeAndNeverGivesOneTwice() throws Exception {
        String path = "/keyferry/edges/berlin";
        api.send("PUT", path + "/addresses/" + ADDRESS, "").assertSuccess();
        String tunnels = "/accounts/" + api.createAccount("a") + "/magic/ipsec_tunnels";
        set(tunnels, api.createTunnel(tunnels, "a"), KEY);
        EdgePrivateKey second = EdgePrivateKey.generate();
        api.send("PUT", path + "/key", publicKey(second)).assertSuccess();
        set(tunnels, api.createTunnel(tunnels, "b"), KEY + "x");

        Reply edge = api.get(path).assertSuccess();
        assertThat(edge.result().path("key").path("id").asString())
                .isEqualTo(second.publicKey().id().value());
        assertThat(edge.result().path("key").path("psks").asInt()).isEqualTo(1);
        assertThat(edge.result().path("former_keys").path(0).path("psks").asInt()).isEqualTo(1);
        api.send("PUT", path + "/key", publicKey(key)).assertFailure(409, 19409);
        api.post("/keyferry/edges", "{\"name\":\"bonn\"," + publicKey(second).substring(1))
                .assertFailure(409, 19409);
        api.restartServer();
        set(tunnels, api.createTunnel(tunnels, "c"), KEY + "y");
        assertThat(sealed("berlin")).isEqualTo(2);
    }

    @Test
    void servesNoGatewayThatWasWrittenIntoTheDatabase() throws Exception {
        GatewayToken token = api.enrolGateway("berlin", "gw-1", key);
        GatewayToken planted = GatewayToken.random(new SecureRandom());
        execute(
                "UPDATE gateway SET token = x'" + planted.hash().hex() + "' WHERE name = 'gw-1'",
                "INSERT INTO gateway SELECT 'gw-2', edge, state, x'"
                        + token.hash().hex()
                        + "', NULL, NULL, reach, created_at, enrolled_at, ended_at, mac"
                        + " FROM gateway WHERE name = 'gw-1'");

        api.restartServer();
        assertThat(api.gateways().authenticate().of(planted)).isEmpty();
        assertThat(api.gateways().authenticate().of(token)).isEmpty();
        assertThat(api.get("/keyferry/gateways").assertSuccess().result()).isEmpty();
        assertThat(api.gateways().feeds().feed(ONE)).isEmpty();
        assertThat(api.gateways().feeds().feed(new GatewayName("gw-2"))).isEmpty();
    }

    @Test
    void doesNotStartOnAnEdgeKeyThatWasWrittenIntoTheDatabase() throws Exception {
        EdgePrivateKey thief = EdgePrivateKey.generate();
        api.send("PUT", "/keyferry/edges/berlin/key", publicKey(thief)).assertSuccess();
        execute(
                "UPDATE edge_key SET current = 0 WHERE edge = 'berlin'",
                "UPDATE edge_key SET current = 1 WHERE id = x'"
                        + key.publicKey().id().value()
                        + "'");

        assertThatThrownBy(api::restartServer).hasMessageContaining("no server wrote there");
    }

    @Test
    void drainsAndResumes() throws Exception {
        api.enrolGateway("berlin", "gw-1", key);
        String path = "/keyferry/gateways/gw-1";
        for (String state : List.of("drained", "drained", "active", "active")) {
            String verb = state.equals("active") ? "/resume" : "/drain";
            assertThat(
                            api.send("POST", path + verb, "")
                                    .assertSuccess()
                                    .result()
                                    .path("state")
                                    .asString())
                    .isEqualTo(state);
        }
        assertThat(api.gateways().feeds().feed(ONE)).isPresent();
        api.send("POST", "/keyferry/gateways/gw-9/drain", "").assertFailure(404, 21404);
        api.send("DELETE", path, "").assertSuccess();
        api.send("POST", path + "/resume", "").assertFailure(409, 19409);
    }

    private boolean isReachable() throws Exception {
        return api.get("/keyferry/gateways/gw-1").result().path("reachable").asBoolean();
    }

    private Reply name() throws Exception {
        return api.post("/keyferry/gateways", "{\"name\":\"gw-1\",\"edge\":\"berlin\"}")
                .assertSuccess();
    }

    private void enrol(String token) throws InterruptedException {
        api.gateways()
                .enrol()
                .enrol(
                        EnrolmentToken.of(token),
                        key.publicKey().id(),
                        new Origin("192.0.2.1", RequestId.random(new SecureRandom())));
    }

    private void set(String tunnels, String tunnel, String psk) throws Exception {
        api.post(
                        tunnels + "/psk",
                        "{\"psks\":[{\"id\":\"%s\",\"psk\":\"%s\"}]}".formatted(tunnel, psk))
                .assertSuccess();
    }

    private List<String> exposed(String gateway) throws Exception {
        return api.get("/keyferry/gateways/" + gateway + "/exposed")
                .assertSuccess()
                .result()
                .valueStream()
                .map(tunnel -> tunnel.path("id").asString())
                .toList();
    }

    private int sealed(String edge) throws Exception {
        return api.get("/keyferry/edges/" + edge)
                .assertSuccess()
                .result()
                .path("key")
                .path("psks")
                .asInt();
    }

    private void execute(String... statements) throws Exception {
        api.stopServer();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + api.database());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String publicKey(EdgePrivateKey key) {
        return "{\"public_key\":\"%s\"}"
                .formatted(Base64.getEncoder().encodeToString(key.publicKey().encoded().toArray()));
    }

    private static Poll poll(Position position, Duration patience) {
        return new Poll(new SessionId("a".repeat(32)), position, patience);
    }
}

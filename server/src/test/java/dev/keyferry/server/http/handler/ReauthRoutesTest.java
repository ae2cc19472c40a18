package dev.keyferry.server.http.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyferry.feed.Position;
import dev.keyferry.feed.evidence.Evidence;
import dev.keyferry.feed.evidence.PeerAddress;
import dev.keyferry.feed.evidence.Proof;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.SessionId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.reauth.ReauthOrder;
import dev.keyferry.feed.reauth.ReauthOutcome;
import dev.keyferry.feed.reauth.ReauthOutcome.Kind;
import dev.keyferry.feed.reauth.ReauthQuestion;
import dev.keyferry.feed.reauth.Reauthenticating;
import dev.keyferry.server.ServerOptions.LocalGateway;
import dev.keyferry.server.TestGateway;
import dev.keyferry.server.domain.reauth.Found;
import dev.keyferry.server.http.HttpTimeouts;
import dev.keyferry.server.http.parts.ApiFixture;
import dev.keyferry.server.http.parts.Reply;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The call that has a router authenticate anew, with a gateway that answers as a test wants. */
class ReauthRoutesTest {
    private ApiFixture api;
    private TestGateway gateway;
    private Reauthenticating orders;
    private String account = "";
    private String tunnels = "";
    private TunnelId tunnel = new TunnelId("0".repeat(TunnelId.DIGITS));

    @BeforeEach
    void start() throws Exception {
        api = ApiFixture.start(HttpTimeouts.DEFAULT, LocalGateway.PRESENT);
        gateway = new TestGateway(api.feed(), 'a').follow();
        orders = api.gateways().orders().of(GatewayName.LOCAL);
        account = "/accounts/" + api.createAccount("Acme");
        tunnels = account + "/magic/ipsec_tunnels";
        tunnel = new TunnelId(api.createTunnel(tunnels, "berlin"));
    }

    @AfterEach
    void stop() {
        gateway.close();
        api.close();
    }

    @ParameterizedTest
    @EnumSource
    void answersWhatTheGatewayTells(Kind kind) throws Exception {
        setKey();
        CompletableFuture<Reply> call = callLater("");

        ReauthOrder order = awaitOrder();
        assertThat(order.tunnel()).isEqualTo(tunnel);
        assertThat(order.version()).isEqualTo(new PskVersion(1));
        assertThat(call).isNotDone();
        orders.tell(new ReauthOutcome(order.number(), kind));

        Reply reply = call.join().assertSuccess();
        Found found = Found.valueOf(kind.name());
        assertThat(reply.result().path("verdict").asString()).isEqualTo(found.verdict().token());
        assertThat(reply.result().at("/gateways/local/outcome").asString())
                .isEqualTo(found.token());
        assertThat(reply.result().path("version").asLong()).isEqualTo(1);
        boolean isWell = List.of(Kind.REAUTHENTICATED, Kind.NO_SA).contains(kind);
        assertThat(reply.messageCodes()).isEqualTo(isWell ? List.of() : List.of(19209));
        assertThat(audited()).contains("REAUTHENTICATE reauthentication by version 1 ordered");
    }

    @Test
    void ordersNothingWithoutAKeyOrATunnel() throws Exception {
        call("").assertFailure(409, 19409);
        String other = "/accounts/" + api.createAccount("Other");
        api.send("POST", other + "/keyferry/psks/" + tunnel + "/reauth").assertFailure(404, 1032);
        assertThat(open()).isEmpty();
    }

    @Test
    void ordersNothingInADryRun() throws Exception {
        setKey();
        Reply reply = call("?validate_only=true").assertSuccess();
        assertThat(reply.result().path("verdict").asString()).isEqualTo("ready");
        assertThat(reply.result().at("/gateways/local/outcome").asString()).isEqualTo("ready");
        assertThat(open()).isEmpty();
        assertThat(audited()).noneMatch(row -> row.startsWith("REAUTHENTICATE"));
    }

    @Test
    void ordersNothingWhereTheVersionIsNotLoaded() throws Exception {
        setKey();
        gateway.close();
        CompletableFuture<Reply> set =
                api.postLater(
                        tunnels + "/psk",
                        "{\"psks\":[{\"id\":\"%s\",\"psk\":\"another long enough key\"}]}"
                                .formatted(tunnel));
        set.join().assertSuccess();

        Reply reply = call("").assertSuccess();

        assertThat(reply.result().path("verdict").asString()).isEqualTo("undone");
        assertThat(reply.result().at("/gateways/local/outcome").asString())
                .isIn("not-loaded", "silent");
        assertThat(reply.result().path("version").asLong()).isEqualTo(2);
        assertThat(reply.messageCodes()).containsExactly(19209);
        assertThat(open()).isEmpty();
    }

    @Test
    void leavesARouterAloneThatShowedTheKeyUnlessItIsAskedFor() throws Exception {
        setKey();
        prove();

        Reply alone = call("").assertSuccess();
        assertThat(alone.result().path("verdict").asString()).isEqualTo("proven");
        assertThat(alone.result().at("/gateways/local/outcome").asString())
                .isEqualTo("already-proven");
        assertThat(alone.messageCodes()).isEmpty();
        assertThat(open()).isEmpty();

        CompletableFuture<Reply> again = callLater("?proven=true");
        orders.tell(new ReauthOutcome(awaitOrder().number(), Kind.REAUTHENTICATED));
        assertThat(again.join().assertSuccess().result().at("/gateways/local/outcome").asString())
                .isEqualTo("reauthenticated");
        call("?proven=maybe").assertFailure(400, 1022);
    }

    @Test
    void forgedOrderInTheDatabaseIsHandedToNobody() throws Exception {
        setKey();
        CompletableFuture<Reply> call = callLater("");
        orders.tell(new ReauthOutcome(awaitOrder().number(), Kind.NO_SA));
        call.join().assertSuccess();
        gateway.close();
        long later = Instant.now().plusSeconds(3_600).toEpochMilli() * 1_000;

        // A server has the database to itself, so whoever else writes there waits until it stops.
        api.stopServer();
        sql("UPDATE reauth SET ends_at = " + later);
        sql(
                "INSERT INTO reauth (tunnel, edge, number, version, ends_at, mac) VALUES (x'"
                        + "ab".repeat(16)
                        + "', 'default', 1, 1, "
                        + later
                        + ", x'"
                        + "00".repeat(32)
                        + "')");
        api.restartServer();

        orders = api.gateways().orders().of(GatewayName.LOCAL);
        assertThat(open()).isEmpty();
        assertThat(rows()).isEqualTo(2);
    }

    private Reply call(String query) throws Exception {
        return api.send("POST", account + "/keyferry/psks/" + tunnel + "/reauth" + query);
    }

    private CompletableFuture<Reply> callLater(String query) {
        return api.postLater(account + "/keyferry/psks/" + tunnel + "/reauth" + query, "");
    }

    private ReauthOrder awaitOrder() throws InterruptedException {
        return orders.orders(new ReauthQuestion(Revision.NONE, Duration.ofSeconds(20)))
                .orders()
                .getLast();
    }

    private List<ReauthOrder> open() throws InterruptedException {
        return orders.orders(new ReauthQuestion(Revision.NONE, Duration.ZERO)).orders();
    }

    private void setKey() throws Exception {
        api.post(
                        tunnels + "/psk",
                        "{\"psks\":[{\"id\":\"%s\",\"psk\":\"a long enough key\"}]}"
                                .formatted(tunnel))
                .assertSuccess();
    }

    private void prove() throws Exception {
        Epoch epoch = ((Position.After) gateway.position()).epoch();
        Proof proof =
                new Proof(
                        tunnel,
                        new PskVersion(1),
                        Instant.now(),
                        new PeerAddress(Bytes.ofHex("c6336407")),
                        Proof.Assurance.ASSURED);
        api.feed()
                .evidence(
                        new Evidence(
                                new SessionId("5".repeat(SessionId.DIGITS)),
                                epoch,
                                List.of(proof),
                                List.of()));
        await().atMost(Duration.ofSeconds(10))
                .until(() ->
                        !api.get(account + "/keyferry/psks?state=proven")
                                .assertSuccess()
                                .result()
                                .isEmpty());
    }

    private List<String> audited() throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection database = connect();
                Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("SELECT action, outcome FROM audit")) {
            while (row.next()) {
                rows.add(row.getString(1) + " " + row.getString(2));
            }
        }
        return rows;
    }

    private int rows() throws SQLException {
        try (Connection database = connect();
                Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM reauth")) {
            return row.getInt(1);
        }
    }

    private void sql(String text) throws SQLException {
        try (Connection database = connect();
                Statement statement = database.createStatement()) {
            statement.execute(text);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + api.database());
    }
}

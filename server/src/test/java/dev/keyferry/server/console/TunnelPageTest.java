package dev.keyferry.server.console;

import static dev.keyferry.server.http.parts.TokenJsons.account;
import static dev.keyferry.server.http.parts.TokenJsons.allow;
import static dev.keyferry.server.http.parts.TokenJsons.make;
import static dev.keyferry.server.http.parts.TokenJsons.token;
import static dev.keyferry.server.http.parts.TokenJsons.tunnel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyferry.feed.GatewayCondition;
import dev.keyferry.feed.GatewayCondition.Assurance;
import dev.keyferry.feed.Position;
import dev.keyferry.feed.evidence.Evidence;
import dev.keyferry.feed.evidence.Hint;
import dev.keyferry.feed.evidence.PeerAddress;
import dev.keyferry.feed.evidence.Proof;
import dev.keyferry.feed.evidence.Rejection;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.SessionId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.ServerOptions.LocalGateway;
import dev.keyferry.server.TestGateway;
import dev.keyferry.server.console.view.tunnels.KeyLife;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.http.HttpTimeouts;
import dev.keyferry.server.http.parts.ApiFixture;
import dev.keyferry.server.http.parts.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TunnelPageTest {
    private static final String KEY = "qV7mZ2xKd9RtB4nW8sYc3HfJ6pLg5TzA";
    private static final SessionId SESSION = new SessionId("5".repeat(SessionId.DIGITS));
    private static final PeerAddress ROUTER = new PeerAddress(Bytes.ofHex("c6336407"));

    private ApiFixture api;
    private TestGateway gateway;
    private String account;
    private String tunnels;
    private String berlin;

    @BeforeEach
    void start() throws Exception {
        api = ApiFixture.start(HttpTimeouts.DEFAULT, LocalGateway.PRESENT);
        gateway = new TestGateway(api.feed(), 'a');
        account = api.createAccount("acme");
        tunnels = "/accounts/" + account + "/magic/ipsec_tunnels";
        berlin = api.createTunnel(tunnels, "berlin");
    }

    @AfterEach
    void stop() {
        gateway.close();
        api.close();
    }

    @Test
    void tellsWhatTheKeyWentThrough() throws Exception {
        gateway.follow();
        setKey(berlin);
        Browser browser = Browser.operator(api);
        Reply loaded = browser.get(page(berlin));

        assertThat(loaded.status()).as(loaded.body()).isEqualTo(200);
        assertThat(text(loaded))
                .containsSubsequence(
                        "set version 1 by administrator from 127.0.0.1 (set PSKs)",
                        "loaded on local",
                        "unproven on local: no peer has authenticated with this version there");
        assertThat(loaded.body()).doesNotContain("hx-get", KEY);

        Instant seen = Instant.now();
        tell(List.of(proof(seen)), List.of(rejection("router", seen.plusMillis(1), 3)));
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() ->
                        assertThat(text(browser.get(page(berlin))))
                                .containsSubsequence(
                                        "loaded on local",
                                        "proven on local by the peer at 198.51.100.7",
                                        "failed on local: 3 attempts since",
                                        "the last from 198.51.100.7"));
    }

    @Test
    void saysWhoSetAKeyToThoseOnlyWhoMayReadTheAudit() throws Exception {
        gateway.follow();
        setKey(berlin);
        Browser reader = as(allow(tunnel(account, berlin), Permission.MAGIC_WAN_READ));
        Browser auditor =
                as(
                        allow(tunnel(account, berlin), Permission.MAGIC_WAN_READ),
                        allow(account(account), Permission.AUDIT_READ));

        assertThat(reader.get(page(berlin)).body())
                .contains("version 1")
                .doesNotContain("administrator", "Generate a key", "Revoke the key");
        assertThat(auditor.get(page(berlin)).body()).contains("by administrator");
    }

    @Test
    void findsWhoSetOneKeyAmongManyOfOneRequest() throws Exception {
        gateway.follow();
        StringBuilder psks = new StringBuilder();
        for (int i = 0; i < 150; i++) {
            String other = api.createTunnel(tunnels, "t-%03d".formatted(i));
            psks.append("{\"id\":\"%s\",\"psk\":\"%s-%d\"},".formatted(other, KEY, i));
        }
        psks.append("{\"id\":\"%s\",\"psk\":\"%s\"}".formatted(berlin, KEY));
        api.post(tunnels + "/psk", "{\"psks\":[" + psks + "]}").assertSuccess();

        assertThat(text(Browser.operator(api).get(page(berlin))))
                .contains("set version 1 by administrator");
    }

    @Test
    void isShownAsTheApiShowsTheTunnel() throws Exception {
        String munich = api.createTunnel(tunnels, "munich");
        Browser own = as(allow(tunnel(account, berlin), Permission.MAGIC_WAN_READ));
        Browser generator = as(allow(tunnel(account, berlin), Permission.PSK_GENERATE));

        assertThat(own.get(page(berlin)).status()).isEqualTo(200);
        assertThat(own.get(page(munich)).status()).isEqualTo(403);
        assertThat(own.get(page("0".repeat(32))).status()).isEqualTo(403);
        assertThat(generator.get(page(berlin)).status()).isEqualTo(403);
        Browser operator = Browser.operator(api);
        assertThat(operator.get(page("0".repeat(32))).status()).isEqualTo(404);
        assertThat(operator.get(page("nothing")).status()).isEqualTo(404);
        assertThat(operator.get("/tunnel").status()).isEqualTo(404);
        assertThat(operator.get("/tunnel?account=x&tunnel=" + berlin).status()).isEqualTo(404);
        assertThat(new Browser(api.address()).get(page(berlin)).status()).isEqualTo(303);
    }

    @Test
    void saysWhatAGatewayDoesNotDoAndWhatToDoAboutIt() throws Exception {
        var head = gateway.pull(Optional.empty());
        gateway.report(
                head,
                head,
                new GatewayCondition(
                        GatewayCondition.Kind.CHARON_DOWN,
                        "no answer <b>at all</b>",
                        Assurance.ASSURED));
        setKey(berlin);

        Reply page = Browser.operator(api).get(page(berlin));

        assertThat(page.body())
                .contains("charon-down: no answer &lt;b&gt;at all&lt;/b&gt;")
                .contains("Start the charon");
    }

    @Test
    void looksByItselfSoOftenWhileAKeyIsNotLoaded() throws Exception {
        setKey(berlin);
        Browser browser = Browser.operator(api);

        Reply whole = browser.get(page(berlin));
        Reply part = browser.get(page(berlin) + "&look=7", "HX-Request: true");
        Reply last = browser.get(page(berlin) + "&look=" + KeyLife.MAX_LOOKS, "HX-Request: true");

        assertThat(whole.body()).contains("&amp;look=1\"", "load delay:3s");
        assertThat(part.body())
                .startsWith("<div id=\"life\"")
                .contains("&amp;look=8\"")
                .doesNotContain("<html");
        assertThat(last.body())
                .doesNotContain("hx-get")
                .contains("does not look by itself any more");
        assertThat(browser.get(page(berlin) + "&look=-1").status()).isEqualTo(200);
    }

    @Test
    void showsWhatStrangersSendAsTextOnly() throws Exception {
        gateway.follow();
        String hostile =
                """
                {"name":"munich","cloudflare_endpoint":"203.0.113.1","interface_address":"10.0.0.0/31",
                 "description":"<script>alert(1)</script>\\"'"}
                """;
        String munich = api.post(tunnels, hostile).assertSuccess().result().path("id").asString();
        setKey(berlin);
        tell(List.of(), List.of(rejection("<img src=x onerror=alert(1)>", Instant.now(), 1)));

        Reply attempts = Browser.operator(api).get(page(berlin));
        Reply described = Browser.operator(api).get(page(munich));

        assertThat(attempts.body())
                .contains("\\x3cimg src=x onerror=alert\\x281\\x29\\x3e")
                .contains("looks like a wrong key")
                .doesNotContain("<img");
        assertThat(described.body())
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script>alert");
    }

    @Test
    void givesEachRouterItsConfigurationWithoutAKey() throws Exception {
        gateway.follow();
        setKey(berlin);

        Reply page = Browser.operator(api).get(page(berlin));

        assertThat(page.body())
                .contains("crypto ikev2 keyring KF-berlin", "config vpn ipsec phase1-interface")
                .contains("secret = \"&lt;PRE-SHARED KEY&gt;\"")
                .doesNotContain(KEY);
    }

    @Test
    void tellsAnAdoptedRouterTheIdentityThatItHas() throws Exception {
        String own =
                """
                {"name":"own","cloudflare_endpoint":"203.0.113.1","interface_address":"10.0.0.2/31",
                "keyferry":{"identities":[{"type":"fqdn","value":"adopted.example.net"}]}}
                """;
        String tunnel =
                api.post("/accounts/" + account + "/magic/ipsec_tunnels", own)
                        .assertSuccess()
                        .result()
                        .path("id")
                        .asString();

        Reply page = Browser.operator(api).get(page(tunnel));

        assertThat(page.body())
                .contains("identity local fqdn adopted.example.net", "localid-type fqdn")
                .doesNotContain("localid-type keyid");
    }

    private String page(String tunnel) {
        return "/tunnel?account=" + account + "&tunnel=" + tunnel;
    }

    /** What is read, without tags. */
    private static String text(Reply page) {
        return page.body().replaceAll("<[^>]+>", " ").replaceAll("\\s+", " ");
    }

    private Browser as(String... policies) throws Exception {
        return Browser.signedIn(api.address(), make(api, token(policies)).client().token());
    }

    private void setKey(String tunnel) throws Exception {
        api.post(
                        tunnels + "/psk",
                        "{\"psks\":[{\"id\":\"%s\",\"psk\":\"%s\"}]}".formatted(tunnel, KEY))
                .assertSuccess();
    }

    private void tell(List<Proof> proofs, List<Rejection> rejections) throws Exception {
        await().until(() -> gateway.position() instanceof Position.After);
        Epoch epoch = ((Position.After) gateway.position()).epoch();
        api.feed().evidence(new Evidence(SESSION, epoch, proofs, rejections));
    }

    private Proof proof(Instant at) {
        return new Proof(
                new TunnelId(berlin), PskVersion.FIRST, at, ROUTER, Proof.Assurance.ASSURED);
    }

    private Rejection rejection(String identity, Instant at, long count) {
        return new Rejection(
                Bytes.copyOf(identity.getBytes(StandardCharsets.UTF_8)),
                Optional.of(new Rejection.Target(new TunnelId(berlin), PskVersion.FIRST)),
                ROUTER,
                at,
                at,
                count,
                Hint.DOWN_WITHOUT_UP);
    }
}

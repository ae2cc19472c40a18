package dev.keyferry.server.http.handler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.server.domain.repeat.RememberedRequest;
import dev.keyferry.server.http.parts.ApiFixture;
import dev.keyferry.server.http.parts.RawHttp;
import dev.keyferry.server.http.parts.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class RepeatedRequestsTest {
    private static final String HEADER = "Idempotency-Key";
    private static final String KEY = "MARKER0KEY0MARKER/one";
    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private ApiFixture api;
    private String tunnels;

    @BeforeEach
    void start() throws Exception {
        api = ApiFixture.start(now::get, Optional.empty());
        tunnels = "/accounts/" + api.createAccount("Acme") + "/magic/ipsec_tunnels";
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void theSameBulkBodyAgainChangesNothing() throws Exception {
        String id = api.createTunnel(tunnels, "berlin");
        String body = "{\"psks\":[{\"id\":\"%s\",\"psk\":\"%s\"}]}".formatted(id, KEY);
        Reply first = api.post(tunnels + "/psk", body).assertSuccess();
        now.set(START.plusSeconds(60));
        Reply again = api.post(tunnels + "/psk", body).assertSuccess();
        assertThat(again.result()).isEqualTo(first.result());
        assertThat(
                        again.result()
                                .path("successfully_applied_psks")
                                .path(id)
                                .path("psk_metadata")
                                .path("last_generated_on")
                                .asString())
                .isEqualTo("2026-11-23T12:00:00.000000Z");
        assertThat(tunnel(id).path("modified_on").asString())
                .isEqualTo("2026-11-23T12:00:00.000000Z");
    }

    @Test
    void aGeneratedKeyIsMadeOnceAndNeverShownAgain() throws Exception {
        String path = tunnels + "/" + api.createTunnel(tunnels, "berlin") + "/psk_generate";
        String psk = post(path, "", "a").assertSuccess().result().path("psk").asString();
        assertThat(psk).hasSize(32).doesNotStartWith("0");
        Reply again = post(path, "", "a").assertFailure(409, 19409);
        assertThat(again.body()).contains("version 1").doesNotContain(psk);
        assertThat(again.header("x-should-retry")).isEqualTo("false");
        assertThat(post(path, "", "b").assertSuccess().result().path("keyferry").path("version"))
                .hasToString("2");
        assertThat(post(path, "", "a").assertFailure(409, 19409).body()).contains("version 1");
    }

    @Test
    void aRepeatedCreationShowsTheTunnelsAsTheyAreNow() throws Exception {
        String id =
                post(tunnels, object("one"), "a").assertSuccess().result().path("id").asString();
        String body = "{\"psks\":[{\"id\":\"%s\",\"psk\":\"%s\"}]}".formatted(id, KEY);
        api.post(tunnels + "/psk", body).assertSuccess();
        Reply again = post(tunnels, object("one"), "a").assertSuccess();
        assertThat(again.messageCodes()).containsExactly(19208);
        assertThat(again.result().path("id").asString()).isEqualTo(id);
        assertThat(again.result().path("keyferry").path("psk"))
                .isEqualTo(tunnel(id).path("keyferry").path("psk"));
        assertThat(again.result().path("keyferry").path("psk").path("version").asInt()).isOne();

        Reply several = post(tunnels, array("two", "three"), "b").assertSuccess();
        Reply severalAgain = post(tunnels, array("two", "three"), "b").assertSuccess();
        assertThat(severalAgain.result()).isEqualTo(several.result());
        assertThat(names()).containsExactly("one", "three", "two");
    }

    @Test
    void aRepeatedCreationOfWhatWasDeletedIsAConflict() throws Exception {
        String id =
                post(tunnels, object("one"), "a").assertSuccess().result().path("id").asString();
        api.send("DELETE", tunnels + "/" + id).assertSuccess();
        Reply again = post(tunnels, object("one"), "a").assertFailure(409, 19409);
        assertThat(again.header("x-should-retry")).isEqualTo("false");
        assertThat(names()).isEmpty();
    }

    @Test
    void theSameNameForAnotherRequestIsAConflict() throws Exception {
        post(tunnels, withKey("one", KEY), "a").assertSuccess();
        Reply other = post(tunnels, withKey("one", KEY + "2"), "a").assertFailure(409, 19409);
        assertThat(other.body()).doesNotContain("MARKER");
        post(tunnels + "?validate_only=false", withKey("one", KEY), "a").assertFailure(409, 19409);
        assertThat(names()).containsExactly("one");
    }

    @Test
    void aNameIsOfOneRouteAndAccount() throws Exception {
        String id =
                post(tunnels, object("one"), "a").assertSuccess().result().path("id").asString();
        post(tunnels + "/" + id + "/psk_generate", "", "a").assertSuccess();
        String others = "/accounts/" + api.createAccount("Other") + "/magic/ipsec_tunnels";
        post(others, object("one"), "a").assertSuccess();
    }

    @Test
    void whatWasRefusedOrOnlyTriedIsNotRemembered() throws Exception {
        api.createTunnel(tunnels, "taken");
        post(tunnels, object("taken"), "a").assertFailure(400, 1022);
        post(tunnels, object("free"), "a").assertSuccess();
        post(tunnels + "?validate_only=true", object("dry"), "b").assertSuccess();
        post(tunnels, object("wet"), "b").assertSuccess();
        String stranger = tunnels + "/" + "0".repeat(32) + "/psk_generate";
        post(stranger, "", "c").assertFailure(404, 1032);
        post(stranger, "", "c").assertFailure(404, 1032);
        assertThat(names()).containsExactly("free", "taken", "wet");
    }

    @Test
    void isForgottenAfterADay() throws Exception {
        String path = tunnels + "/" + api.createTunnel(tunnels, "berlin") + "/psk_generate";
        post(path, "", "a").assertSuccess();
        now.set(START.plus(RememberedRequest.KEPT).minus(Duration.ofMillis(1)));
        post(path, "", "a").assertFailure(409, 19409);
        now.set(START.plus(RememberedRequest.KEPT));
        post(path, "", "a").assertSuccess();
        post(path, "", "a").assertFailure(409, 19409);
    }

    @Test
    void takesEffectOnceHoweverManyComeAtTheSameMoment() throws Exception {
        String id = api.createTunnel(tunnels, "berlin");
        String path = tunnels + "/" + id + "/psk_generate";
        List<CompletableFuture<Reply>> calls =
                IntStream.range(0, 20)
                        .mapToObj(_ -> api.sendLater("POST", path, "", Map.of(HEADER, "a")))
                        .toList();
        int done = 0;
        for (CompletableFuture<Reply> call : calls) {
            Reply reply = call.get(60, TimeUnit.SECONDS);
            done += reply.status() == 200 ? 1 : 0;
            assertThat(reply.status()).isIn(200, 409);
        }
        assertThat(done).isOne();
        assertThat(tunnel(id).path("keyferry").path("psk").path("version").asInt()).isOne();
    }

    @Test
    void isFoundAfterARestart() throws Exception {
        String path = tunnels + "/" + api.createTunnel(tunnels, "berlin") + "/psk_generate";
        post(path, "", "a").assertSuccess();
        post(tunnels, object("one"), "b").assertSuccess();
        api.restartServer();
        assertThat(post(path, "", "a").assertFailure(409, 19409).body()).contains("version 1");
        assertThat(post(tunnels, object("one"), "b").assertSuccess().messageCodes())
                .containsExactly(19208);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "caf\u00e9", "tab\tin"})
    void refusesANameThatIsNotVisibleAscii(String name) throws Exception {
        String head =
                RawHttp.head(
                        "POST /client/v4" + tunnels + " HTTP/1.1",
                        api.authorization(),
                        "Content-Type: application/json",
                        HEADER + ": " + name,
                        "Content-Length: " + object("one").length());
        RawHttp.exchange(api.address(), head + object("one")).assertFailure(400, 1022);
        assertThat(names()).isEmpty();
    }

    @Test
    void takesTheLongestNameAndNoLongerOne() throws Exception {
        post(tunnels, object("one"), "x".repeat(255)).assertSuccess();
        post(tunnels, object("two"), "x".repeat(256)).assertFailure(400, 1022);
        String twice =
                RawHttp.head(
                        "POST /client/v4" + tunnels + " HTTP/1.1",
                        api.authorization(),
                        "Content-Type: application/json",
                        HEADER + ": a",
                        HEADER + ": b",
                        "Content-Length: " + object("two").length());
        RawHttp.exchange(api.address(), twice + object("two")).assertFailure(400, 1022);
        assertThat(names()).containsExactly("one");
    }

    private Reply post(String path, String body, String name) throws Exception {
        return api.sendLater("POST", path, body, Map.of(HEADER, name)).get(60, TimeUnit.SECONDS);
    }

    private JsonNode tunnel(String id) throws Exception {
        return api.get(tunnels + "/" + id).assertSuccess().result().path("ipsec_tunnel");
    }

    private List<String> names() throws Exception {
        return api.get(tunnels)
                .assertSuccess()
                .result()
                .path("ipsec_tunnels")
                .valueStream()
                .map(tunnel -> tunnel.path("name").asString())
                .toList();
    }

    private static String object(String name) {
        return """
        {"name":"%s","cloudflare_endpoint":"203.0.113.1","interface_address":"10.0.0.0/31"}
        """
                .formatted(name);
    }

    private static String withKey(String name, String psk) {
        return """
        {"name":"%s","cloudflare_endpoint":"203.0.113.1","interface_address":"10.0.0.0/31",
         "psk":"%s"}
        """
                .formatted(name, psk);
    }

    private static String array(String... names) {
        return "{\"ipsec_tunnels\":["
                + String.join(",", List.of(names).stream().map(n -> object(n)).toList())
                + "]}";
    }
}

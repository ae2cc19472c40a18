package dev.keyferry.server.http.request.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.server.ServerOptions.LocalGateway;
import dev.keyferry.server.TestGateway;
import dev.keyferry.server.http.HttpTimeouts;
import dev.keyferry.server.http.parts.ApiFixture;
import dev.keyferry.server.http.parts.Reply;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A key that comes with an update, and the gateway that is to follow it. */
class TunnelKeyUpdateTest {
    private static final String FIRST = "qV7mZ2xKd9RtB4nW8sYc3HfJ6pLg5TzA";
    private static final String SECOND = "Nw5cT8bXr3JyQ6vE9kMz2GhS7fPd4LuC";
    private static final String THIRD = "Pk8dS4fGh7JkL2zXc5VbN9mQw3ErT6yU";
    private static final String HEADER = "X-Keyferry-Allow-Former-Key";

    private static ApiFixture api;
    private static TestGateway gateway;
    private String tunnels;
    private String path;

    @BeforeAll
    static void start() throws Exception {
        api = ApiFixture.start(HttpTimeouts.DEFAULT, LocalGateway.PRESENT);
        gateway = new TestGateway(api.feed(), 'a').follow();
    }

    @BeforeEach
    void createTunnel() throws Exception {
        tunnels = "/accounts/" + api.createAccount("Acme") + "/magic/ipsec_tunnels";
        path = tunnels + "/" + api.createTunnel(tunnels, "berlin");
        put(FIRST).assertSuccess();
    }

    @AfterAll
    static void stop() {
        gateway.close();
        api.close();
    }

    @Test
    void answersOnceTheGatewayHasTheKey() throws Exception {
        Reply reply = put(SECOND).assertSuccess();
        JsonNode tunnel = reply.result().path("modified_ipsec_tunnel");
        assertThat(tunnel.at("/keyferry/psk/version").asInt()).isEqualTo(2);
        assertThat(tunnel.at("/keyferry/psk/state").asString()).isEqualTo("loaded");
        assertThat(tunnel.at("/keyferry/psk/gateways/local/version").asInt()).isEqualTo(2);
        assertThat(tunnel.at("/psk_metadata/last_generated_on"))
                .isEqualTo(tunnel.path("modified_on"));
        assertThat(reply.messageCodes()).isEmpty();
        assertThat(reply.body()).doesNotContain(SECOND);
        assertThat(api.get(path).result().path("ipsec_tunnel")).isEqualTo(shownLater(tunnel));
    }

    @Test
    void makesNoNewVersionOfTheSameKey() throws Exception {
        JsonNode before = api.get(path).result().path("ipsec_tunnel");
        Reply again = put(FIRST).assertSuccess();
        assertThat(shownLater(again.result().path("modified_ipsec_tunnel"))).isEqualTo(before);
    }

    @Test
    void refusesAFormerKeyAndChangesNothing() throws Exception {
        put(SECOND).assertSuccess();
        put(THIRD).assertSuccess();
        JsonNode before = api.get(path).result().path("ipsec_tunnel");
        for (String former : List.of(FIRST, SECOND)) {
            String body = "{\"psk\":\"%s\",\"name\":\"bonn\"}".formatted(former);
            Reply refused = api.send("PUT", path, body).assertFailure(409, 19409);
            assertThat(refused.pointer()).isEqualTo("/psk");
            assertThat(refused.header("x-should-retry")).isEqualTo("false");
            assertThat(refused.body()).doesNotContain(former);
            api.send("PUT", path, body, HEADER, "false").assertFailure(409, 19409);
            refused = api.send("PUT", tunnels, several(former)).assertFailure(409, 19409);
            assertThat(refused.pointer()).isEqualTo("/ipsec_tunnels");
        }
        assertThat(api.get(path).result().path("ipsec_tunnel")).isEqualTo(before);
    }

    @Test
    void doesNotTellWhichOfManyTunnelsHadTheKey() throws Exception {
        put(SECOND).assertSuccess();
        String other = api.createTunnel(tunnels, "other");
        api.send("PUT", tunnels + "/" + other, psk(FIRST)).assertSuccess();
        api.send("PUT", tunnels + "/" + other, psk(SECOND)).assertSuccess();
        Reply right = guess(FIRST, other);
        assertThat(guess(THIRD, other).pointer()).isEqualTo(right.pointer());
    }

    private Reply guess(String key, String other) throws Exception {
        String id = path.substring(path.lastIndexOf('/') + 1);
        String body =
                "{\"ipsec_tunnels\":[{\"id\":\"%s\",\"psk\":\"%s\"},{\"id\":\"%s\",\"psk\":\"%s\"}]}"
                        .formatted(id, key, other, FIRST);
        return api.send("PUT", tunnels, body).assertFailure(409, 19409);
    }

    @Test
    void putsAFormerKeyBackWhereTheHeaderAllowsIt() throws Exception {
        put(SECOND).assertSuccess();
        JsonNode after =
                api.send("PUT", path, psk(FIRST), HEADER, "true")
                        .assertSuccess()
                        .result()
                        .path("modified_ipsec_tunnel");
        assertThat(after.at("/keyferry/psk/version").asInt()).isEqualTo(3);
        assertThat(after.at("/keyferry/psk/state").asString()).isEqualTo("loaded");
        api.send("PUT", tunnels, several(SECOND), HEADER, "true").assertSuccess();
        put(FIRST).assertFailure(409, 19409);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "TRUE", "yes", "1"})
    void refusesAnotherValueOfTheHeader(String value) throws Exception {
        api.send("PUT", path, psk(SECOND), HEADER, value).assertFailure(400, 1022);
        api.send("PUT", tunnels, several(SECOND), HEADER, value).assertFailure(400, 1022);
    }

    @Test
    void tellsNothingOfStoredKeysInADryRun() throws Exception {
        put(SECOND).assertSuccess();
        Reply former = dry(FIRST);
        assertThat(former.result()).isEqualTo(dry(SECOND).result()).isEqualTo(dry(THIRD).result());
        assertThat(former.messageCodes()).isEmpty();
        assertThat(api.get(path).result().at("/ipsec_tunnel/keyferry/psk/version").asInt())
                .isEqualTo(2);
    }

    @Test
    void tellsFindingsOfAKeyOfAnUpdate() throws Exception {
        String body = "{\"psk\":\"password\"}";
        Reply reply = api.send("PUT", path, body).assertSuccess();
        assertThat(reply.messageCodes()).contains(19101);
        assertThat(reply.json().at("/messages/0/source/pointer").asString()).isEqualTo("/psk");
    }

    @Test
    void setsTheKeysOfManyAtOnce() throws Exception {
        String other = api.createTunnel(tunnels, "bonn");
        String body =
                """
                {"ipsec_tunnels":[{"id":"%s","psk":"%s","description":"d"},{"id":"%s","psk":"%s"}]}
                """
                        .formatted(id(), SECOND, other, THIRD);
        Reply reply = api.send("PUT", tunnels, body).assertSuccess();
        for (JsonNode tunnel : reply.result().path("modified_ipsec_tunnels")) {
            assertThat(tunnel.at("/keyferry/psk/state").asString()).isEqualTo("loaded");
        }
        body =
                """
                {"ipsec_tunnels":[{"id":"%s","psk":"%s"},{"id":"%s","psk":"short"}]}
                """
                        .formatted(id(), THIRD, other);
        assertThat(api.send("PUT", tunnels, body).assertFailure(400, 1022).pointer())
                .isEqualTo("/ipsec_tunnels/1/psk");
        assertThat(api.get(path).result().at("/ipsec_tunnel/keyferry/psk/version").asInt())
                .isEqualTo(2);
    }

    @Test
    void needsTheKeyToGiveATunnelWithOneOtherIdentities() throws Exception {
        String number =
                api.get(path)
                        .result()
                        .at("/ipsec_tunnel/remote_identities/fqdn_id")
                        .asString()
                        .split("\\.", -1)[1];
        String fqdn = "ha.%s.custom.ipsec.keyferry.internal".formatted(number);
        String custom = "\"custom_remote_identities\":{\"fqdn_id\":\"%s\"}".formatted(fqdn);
        String explicit =
                "\"keyferry\":{\"identities\":[{\"type\":\"fqdn\",\"value\":\"router.example\"}]}";
        assertThat(
                        api.send("PUT", path, "{%s}".formatted(custom))
                                .assertFailure(400, 1022)
                                .pointer())
                .isEqualTo("/custom_remote_identities/fqdn_id");
        assertThat(
                        api.send("PUT", path, "{%s}".formatted(explicit))
                                .assertFailure(400, 1022)
                                .pointer())
                .isEqualTo("/keyferry/identities");
        JsonNode bound =
                api.send("PUT", path, "{%s,%s,\"psk\":\"%s\"}".formatted(custom, explicit, FIRST))
                        .assertSuccess()
                        .result()
                        .path("modified_ipsec_tunnel");
        assertThat(bound.at("/keyferry/psk/version").asInt()).isEqualTo(2);
        assertThat(bound.at("/keyferry/psk/state").asString()).isEqualTo("loaded");
        assertThat(bound.at("/keyferry/identities/0/value").asString()).isEqualTo("router.example");
        assertThat(bound.at("/custom_remote_identities/fqdn_id").asString()).isEqualTo(fqdn);
        assertThat(put(FIRST).assertSuccess().result().path("modified_ipsec_tunnel"))
                .as("the same key, bound twice, is no former one")
                .isEqualTo(bound);
        api.send("PUT", path, bound.toString()).assertSuccess();
        String bonn = tunnels + "/" + api.createTunnel(tunnels, "bonn");
        assertThat(
                        api.send("PUT", bonn, "{%s}".formatted(custom))
                                .assertFailure(400, 1022)
                                .pointer())
                .isEqualTo("/custom_remote_identities/fqdn_id");
    }

    /** The tunnel without what only the answer to a new key tells. */
    private static JsonNode shownLater(JsonNode tunnel) {
        JsonNode later = tunnel.deepCopy();
        ((ObjectNode) later.path("keyferry")).remove("reused_by");
        return later;
    }

    private Reply put(String key) throws Exception {
        return api.send("PUT", path, psk(key));
    }

    private Reply dry(String key) throws Exception {
        return api.send("PUT", path + "?validate_only=true", psk(key)).assertSuccess();
    }

    private String id() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String psk(String key) {
        return "{\"psk\":\"%s\"}".formatted(key);
    }

    private String several(String key) {
        return "{\"ipsec_tunnels\":[{\"id\":\"%s\",\"psk\":\"%s\"}]}".formatted(id(), key);
    }
}

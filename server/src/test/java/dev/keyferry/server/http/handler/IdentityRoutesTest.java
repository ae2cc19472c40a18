package dev.keyferry.server.http.handler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.server.http.parts.ApiFixture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Custom and explicit identities as they come over HTTP. */
class IdentityRoutesTest {
    private static ApiFixture api;
    private String tunnels;
    private String number;

    @BeforeAll
    static void start() throws Exception {
        api = ApiFixture.start();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @BeforeEach
    void createAccount() throws Exception {
        JsonNode account = api.post("/accounts", "{\"name\":\"Acme\"}").assertSuccess().result();
        tunnels = "/accounts/" + account.path("id").asString() + "/magic/ipsec_tunnels";
        number = account.path("keyferry").path("number").toString();
    }

    @Test
    void tunnelKeepsWhatItWasGiven() throws Exception {
        String custom = custom("branch");
        String own =
                """
                "custom_remote_identities":{"fqdn_id":"%s"},"keyferry":{"identities":[
                  {"type":"keyid","value":"#00ff"},{"type":"ipv4","value":"10.9.%s.7"},
                  {"type":"dn","value":"cn=a%s, o=b"}]}
                """
                        .formatted(custom, Long.parseLong(number) % 250, number);

        JsonNode created = api.post(tunnels, tunnel("a", own)).assertSuccess().result();

        JsonNode shown =
                api.get(tunnels + "/" + created.path("id").asString())
                        .assertSuccess()
                        .result()
                        .path("ipsec_tunnel");
        assertThat(shown).isEqualTo(created);
        assertThat(shown.path("custom_remote_identities").path("fqdn_id").asString())
                .isEqualTo(custom);
        assertThat(shown.path("keyferry").path("identities").valueStream())
                .extracting(identity -> identity.path("type").asString())
                .containsExactly("keyid", "ipv4", "dn");
        assertThat(shown.path("keyferry").path("identities").valueStream())
                .extracting(identity -> identity.path("value").asString())
                .contains("#00ff", "CN=a%s,O=b".formatted(number));
    }

    @Test
    void wrongOneIsPointedAt() throws Exception {
        assertThat(refused(identity("ipv4", "203.0.113.1"))).isEqualTo("/keyferry/identities");
        assertThat(refused(identity("fqdn", "a.ipsec.keyferry.internal")))
                .isEqualTo("/keyferry/identities");
        assertThat(refused("\"custom_remote_identities\":{\"fqdn_id\":\"a.example\"}"))
                .isEqualTo("/custom_remote_identities/fqdn_id");

        String array =
                "{\"ipsec_tunnels\":[%s,%s]}"
                        .formatted(tunnel("a", ""), tunnel("b", identity("ipv4", "203.0.113.1")));
        assertThat(api.post(tunnels, array).assertFailure(400, 1022).pointer())
                .isEqualTo("/ipsec_tunnels/1/keyferry/identities");
        assertThat(api.get(tunnels).assertSuccess().result().path("ipsec_tunnels")).isEmpty();
    }

    @Test
    void refusedValueIsNotRepeated() throws Exception {
        String body = tunnel("a", identity("fqdn", "marker.ipsec.keyferry.internal"));

        assertThat(api.post(tunnels, body).assertFailure(400, 1022).body())
                .doesNotContain("marker");
    }

    @Test
    void deletedTunnelFreesItsIdentity() throws Exception {
        String body = tunnel("a", identity("keyid", "site of " + number));
        String id = api.post(tunnels, body).assertSuccess().result().path("id").asString();
        String other = tunnel("b", identity("keyid", "site of " + number));
        api.post(tunnels, other).assertFailure(400, 1022);

        api.send("DELETE", tunnels + "/" + id).assertSuccess();

        api.post(tunnels, other).assertSuccess();
    }

    private String refused(String more) throws Exception {
        return api.post(tunnels, tunnel("a", more)).assertFailure(400, 1022).pointer();
    }

    private String custom(String label) {
        return label + "." + number + ".custom.ipsec.keyferry.internal";
    }

    private static String identity(String type, String value) {
        return "\"keyferry\":{\"identities\":[{\"type\":\"%s\",\"value\":\"%s\"}]}"
                .formatted(type, value);
    }

    private static String tunnel(String name, String more) {
        return """
        {"name":"%s","cloudflare_endpoint":"203.0.113.1","interface_address":"10.0.0.0/31"%s}
        """
                .formatted(name, more.isEmpty() ? "" : "," + more);
    }
}

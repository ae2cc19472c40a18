package dev.keyferry.server.http.handler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.server.http.parts.ApiFixture;
import dev.keyferry.server.http.parts.Reply;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TunnelRoutesTest {
    private static final String NOBODY = "0123456789abcdef0123456789abcdef";

    private static ApiFixture api;
    private String tunnels;

    @BeforeAll
    static void start() throws Exception {
        api = ApiFixture.start();
    }

    @BeforeEach
    void createAccount() throws Exception {
        tunnels = "/accounts/" + api.createAccount("Acme") + "/magic/ipsec_tunnels";
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void answersOneTunnelByOneTunnel() throws Exception {
        Reply created = api.post(tunnels, tunnel("berlin", "")).assertSuccess();
        assertThat(created.result().propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "name",
                        "cloudflare_endpoint",
                        "interface_address",
                        "replay_protection",
                        "allow_null_cipher",
                        "automatic_return_routing",
                        "health_check",
                        "created_on",
                        "modified_on",
                        "psk_metadata",
                        "remote_identities");
        assertThat(created.result().path("psk_metadata")).isEmpty();
        String id = created.result().path("id").asString();
        Reply shown = api.get(tunnels + "/" + id).assertSuccess();
        assertThat(shown.result().path("ipsec_tunnel")).isEqualTo(created.result());
    }

    @Test
    void derivesTheIdentitiesFromNumberAndId() throws Exception {
        JsonNode tunnel = api.post(tunnels, tunnel("berlin", "")).assertSuccess().result();
        JsonNode identities = tunnel.path("remote_identities");
        String id = tunnel.path("id").asString();
        String fqdn = identities.path("fqdn_id").asString();
        assertThat(fqdn).matches(id + "\\.\\d+\\.ipsec\\.keyferry\\.internal");
        assertThat(identities.path("user_id").asString()).isEqualTo("ipsec@" + fqdn);
        byte[] keyId = HexFormat.of().parseHex(identities.path("hex_id").asString());
        assertThat(new String(keyId, StandardCharsets.US_ASCII)).matches("\\d+_" + id);
    }

    @Test
    void answersTheArrayFormInKind() throws Exception {
        String body = "{\"ipsec_tunnels\":[%s,%s]}".formatted(tunnel("b", ""), tunnel("a", ""));
        Reply created = api.post(tunnels, body).assertSuccess();
        assertThat(names(created)).containsExactly("b", "a");
        assertThat(names(api.get(tunnels).assertSuccess())).containsExactly("a", "b");
    }

    @Test
    void createsAllOrNone() throws Exception {
        api.post(tunnels, tunnel("taken", "")).assertSuccess();
        String body =
                "{\"ipsec_tunnels\":[%s,%s]}".formatted(tunnel("new", ""), tunnel("taken", ""));
        Reply refused = api.post(tunnels, body).assertFailure(400, 1022);
        assertThat(refused.pointer()).isEqualTo("/ipsec_tunnels/1/name");
        assertThat(names(api.get(tunnels))).containsExactly("taken");
    }

    @Test
    void setsAKeyThatComesWithTheTunnel() throws Exception {
        Reply created =
                api.post(tunnels, tunnel("berlin", ",\"psk\":\"correct horse battery staple\""))
                        .assertSuccess();
        assertThat(created.body()).doesNotContain("correct horse");
        assertThat(created.result().path("psk_metadata").path("last_generated_on").asString())
                .isNotEmpty();
        assertThat(created.result().path("keyferry").path("psk").path("version").asInt())
                .isEqualTo(1);
        assertThat(created.result().path("keyferry").path("psk").path("state").asString())
                .isEqualTo("unserved");
    }

    @Test
    void refusesATunnelWhoseKeyIsAgainstThePolicy() throws Exception {
        Reply refused =
                api.post(tunnels, tunnel("berlin", ",\"psk\":\"short\"")).assertFailure(400, 1022);
        assertThat(refused.pointer()).isEqualTo("/psk");
        assertThat(refused.body()).doesNotContain("\"short\"");
        assertThat(names(api.get(tunnels))).isEmpty();
    }

    @Test
    void createsNothingInADryRun() throws Exception {
        api.post(tunnels + "?validate_only=true", tunnel("berlin", "")).assertSuccess();
        assertThat(names(api.get(tunnels))).isEmpty();
        for (String wrong : List.of("", "=", "=1", "=TRUE", "=true&validate_only=true")) {
            api.post(tunnels + "?validate_only" + wrong, tunnel("berlin", ""))
                    .assertFailure(400, 1022);
        }
        assertThat(names(api.get(tunnels))).isEmpty();
        api.post(tunnels + "?validate_only=false", tunnel("berlin", "")).assertSuccess();
    }

    @Test
    void deletesATunnelOnce() throws Exception {
        String path = tunnels + "/" + api.createTunnel(tunnels, "berlin");
        Reply dry = api.send("DELETE", path + "?validate_only=true").assertSuccess();
        assertThat(dry.result().path("deleted").asBoolean()).isFalse();
        Reply deleted = api.send("DELETE", path).assertSuccess();
        assertThat(deleted.result().path("deleted").asBoolean()).isTrue();
        assertThat(deleted.result().path("deleted_ipsec_tunnel").path("name").asString())
                .isEqualTo("berlin");
        api.send("DELETE", path).assertFailure(404, 1032);
        api.get(path).assertFailure(404, 1032);
    }

    @Test
    void takesADeleteWithABody() throws Exception {
        String path = tunnels + "/" + api.createTunnel(tunnels, "berlin");
        api.send("DELETE", path, "{\"any\":\"thing\"}").assertSuccess();
    }

    @Test
    void knowsNoTunnelOfAnotherIdOrAnotherAccount() throws Exception {
        String id = api.createTunnel(tunnels, "berlin");
        String others = "/accounts/" + api.createAccount("Other") + "/magic/ipsec_tunnels/";
        api.get(tunnels + "/" + NOBODY).assertFailure(404, 1032);
        api.get(tunnels + "/psk").assertFailure(404, 1032);
        api.send("DELETE", tunnels + "/psk").assertFailure(404, 1032);
        api.get(tunnels + "/" + id.substring(1)).assertFailure(404, 1032);
        api.get(others + id).assertFailure(404, 1032);
        api.send("DELETE", others + id).assertFailure(404, 1032);
        api.post(others + id + "/psk_generate", "{}").assertFailure(404, 1032);
    }

    private static String tunnel(String name, String more) {
        return """
        {"name":"%s","cloudflare_endpoint":"203.0.113.1","interface_address":"10.0.0.0/31"%s}
        """
                .formatted(name, more)
                .strip();
    }

    private static List<String> names(Reply reply) {
        return reply.result()
                .path("ipsec_tunnels")
                .valueStream()
                .map(tunnel -> tunnel.path("name").asString())
                .toList();
    }
}

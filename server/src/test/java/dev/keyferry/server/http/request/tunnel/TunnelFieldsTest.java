package dev.keyferry.server.http.request.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.server.http.parts.ApiFixture;
import dev.keyferry.server.http.parts.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What becomes of each field between a request and every answer that shows it. */
class TunnelFieldsTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String LEAST =
            """
            "name":"berlin","cloudflare_endpoint":"203.0.113.1","interface_address":"10.0.0.0/31"
            """;
    private static final String EVERYTHING =
            """
            "customer_endpoint":"198.51.100.7","interface_address6":"2001:db8::2/127",
            "description":"","replay_protection":true,"allow_null_cipher":true,
            "automatic_return_routing":true,
            "health_check":{"enabled":false,"rate":"low","type":"request",
              "direction":"bidirectional","target":"198.51.100.8"},
            "bgp":{"customer_asn":65001,"extra_prefixes":["10.20.0.0/16","0.0.0.0/0"],
              "import_filter_id":"a1b2","export_filter_id":"c3d4","md5_key":"an md5 key"}
            """;

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
    void keepsAndShowsEveryFieldAsItWasGiven() throws Exception {
        JsonNode created = create(EVERYTHING);
        JsonNode given = JSON.readTree("{%s,%s}".formatted(LEAST, EVERYTHING));
        for (String field : given.propertyNames()) {
            assertThat(created.path(field)).as(field).isEqualTo(given.path(field));
        }
        assertThat(get(created, "")).isEqualTo(created);
        assertThat(api.get(tunnels).assertSuccess().result().path("ipsec_tunnels").path(0))
                .isEqualTo(created);
        assertThat(
                        api.send("DELETE", tunnels + "/" + created.path("id").asString())
                                .assertSuccess()
                                .result()
                                .path("deleted_ipsec_tunnel"))
                .isEqualTo(created);
    }

    @Test
    void showsTheDocumentedDefaults() throws Exception {
        JsonNode created = create("\"description\":\"\"");
        assertThat(created.path("replay_protection").asBoolean(true)).isFalse();
        assertThat(created.path("allow_null_cipher").asBoolean(true)).isFalse();
        assertThat(created.path("automatic_return_routing").asBoolean(true)).isFalse();
        assertThat(created.path("health_check"))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"enabled":true,"rate":"mid","type":"reply",
                                 "direction":"unidirectional"}
                                """));
        assertThat(created.propertyNames())
                .doesNotContain(
                        "bgp",
                        "bgp_status",
                        "custom_remote_identities",
                        "interface_address6",
                        "customer_endpoint",
                        "keyferry");
    }

    @Test
    void computesTheTargetOfAHealthCheckFromTheCustomersEndpoint() throws Exception {
        JsonNode created = create("\"customer_endpoint\":\"198.51.100.7\"");
        assertThat(created.path("health_check").path("target").asString())
                .isEqualTo("198.51.100.7");
        assertThat(get(created, "true").path("health_check").path("target"))
                .isEqualTo(JSON.readTree("{\"saved\":\"\",\"effective\":\"198.51.100.7\"}"));
        JsonNode bare = create("\"description\":\"\"", "bonn");
        assertThat(get(bare, "true").path("health_check").path("target"))
                .isEqualTo(JSON.readTree("{\"saved\":\"\"}"));
    }

    @Test
    void takesAndShowsTheTargetAsAnObjectWhereTheHeaderAsksForIt() throws Exception {
        String body =
                "{%s,\"health_check\":{\"target\":{\"saved\":\"198.51.100.8\",\"effective\":\"x\"}}}"
                        .formatted(LEAST);
        JsonNode target =
                JSON.readTree("{\"saved\":\"198.51.100.8\",\"effective\":\"198.51.100.8\"}");
        api.post(tunnels, body).assertFailure(400, 1022);
        Reply created = withForm("POST", tunnels, body, "true").assertSuccess();
        assertThat(created.result().path("health_check").path("target")).isEqualTo(target);
        String path = tunnels + "/" + created.result().path("id").asString();
        assertThat(
                        withForm("GET", tunnels, "", "true")
                                .result()
                                .at("/ipsec_tunnels/0/health_check/target"))
                .isEqualTo(target);
        assertThat(api.get(path).result().at("/ipsec_tunnel/health_check/target").asString())
                .isEqualTo("198.51.100.8");
        assertThat(
                        withForm("DELETE", path, "", "true")
                                .result()
                                .at("/deleted_ipsec_tunnel/health_check/target"))
                .isEqualTo(target);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "TRUE", "1", "yes", "true, true"})
    void refusesAnotherValueOfTheHeader(String value) throws Exception {
        String path = tunnels + "/" + create("\"description\":\"\"").path("id").asString();
        withForm("GET", tunnels, "", value).assertFailure(400, 1022);
        withForm("GET", path, "", value).assertFailure(400, 1022);
        withForm("POST", tunnels, "{%s}".formatted(LEAST), value).assertFailure(400, 1022);
        withForm("DELETE", path, "", value).assertFailure(400, 1022);
        api.get(path).assertSuccess();
    }

    private JsonNode create(String more) throws Exception {
        return create(more, "berlin");
    }

    private JsonNode create(String more, String name) throws Exception {
        String body = "{%s,%s}".formatted(LEAST.replace("berlin", name), more);
        return api.post(tunnels, body).assertSuccess().result();
    }

    private JsonNode get(JsonNode tunnel, String form) throws Exception {
        String path = tunnels + "/" + tunnel.path("id").asString();
        Reply reply = form.isEmpty() ? api.get(path) : withForm("GET", path, "", form);
        return reply.assertSuccess().result().path("ipsec_tunnel");
    }

    private static Reply withForm(String method, String path, String body, String form)
            throws Exception {
        return api.send(method, path, body, "x-magic-new-hc-target", form);
    }
}

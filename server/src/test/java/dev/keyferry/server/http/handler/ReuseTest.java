package dev.keyferry.server.http.handler;

import static dev.keyferry.server.domain.rights.Permission.AUDIT_READ;
import static dev.keyferry.server.domain.rights.Permission.MAGIC_WAN_WRITE;
import static dev.keyferry.server.http.parts.TokenJsons.account;
import static dev.keyferry.server.http.parts.TokenJsons.allow;
import static dev.keyferry.server.http.parts.TokenJsons.make;
import static dev.keyferry.server.http.parts.TokenJsons.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.server.http.parts.ApiFixture;
import dev.keyferry.server.http.parts.Reply;
import dev.keyferry.server.http.parts.TokenClient;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ReuseTest {
    private static final String KEY = "q7ZmR2xd9KtB4nW8sQ7z";

    private static ApiFixture api;
    private String account;
    private String tunnels;

    @BeforeAll
    static void start() throws Exception {
        api = ApiFixture.start();
    }

    @BeforeEach
    void createAccount() throws Exception {
        account = api.createAccount("Acme");
        tunnels = "/accounts/" + account + "/magic/ipsec_tunnels";
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void isCountedAfterTheChangeOverAllStoredTunnels() throws Exception {
        String berlin = api.createTunnel(tunnels, "berlin");
        String bonn = api.createTunnel(tunnels, "bonn");
        String ulm = api.createTunnel(tunnels, "ulm");
        assertThat(set(psks(entry(berlin, KEY))).path(berlin).path("reused_by")).hasToString("0");
        JsonNode both = set(psks(entry(bonn, KEY), entry(ulm, KEY + "2")));
        assertThat(both.path(bonn).path("reused_by")).hasToString("1");
        assertThat(both.path(ulm).path("reused_by")).hasToString("0");
        Reply generated = api.send("POST", tunnels + "/" + bonn + "/psk_generate").assertSuccess();
        assertThat(generated.result().path("keyferry").path("reused_by")).hasToString("0");
        assertThat(set(psks(entry(berlin, KEY))).path(berlin).path("reused_by")).hasToString("0");
    }

    @Test
    void isToldOfNewTunnelsToo() throws Exception {
        String first = tunnel("berlin", KEY);
        Reply dry = api.post(tunnels + "?validate_only=true", first).assertSuccess();
        assertThat(dry.body()).doesNotContain("reused_by");
        Reply alone = api.post(tunnels, first).assertSuccess();
        assertThat(alone.result().path("keyferry").path("reused_by")).hasToString("0");
        String two = tunnel("bonn", KEY) + "," + tunnel("ulm", KEY);
        Reply several = api.post(tunnels, "{\"ipsec_tunnels\":[" + two + "]}").assertSuccess();
        for (JsonNode tunnel : several.result().path("ipsec_tunnels")) {
            assertThat(tunnel.path("keyferry").path("reused_by")).hasToString("2");
        }
        assertThat(api.get(tunnels).assertSuccess().body()).doesNotContain("reused_by");
    }

    @Test
    void isToldOfTunnelsThatAnUpdateGaveAKey() throws Exception {
        String berlin = api.createTunnel(tunnels, "berlin");
        String bonn = api.createTunnel(tunnels, "bonn");
        set(psks(entry(berlin, KEY)));
        String path = tunnels + "/" + bonn;
        Reply keyed = api.send("PUT", path, "{\"psk\":\"%s\"}".formatted(KEY)).assertSuccess();
        assertThat(keyed.result().path("modified_ipsec_tunnel").path("keyferry").path("reused_by"))
                .hasToString("1");
        Reply described = api.send("PUT", path, "{\"description\":\"x\"}").assertSuccess();
        assertThat(described.body()).doesNotContain("reused_by");
        String two =
                "{\"ipsec_tunnels\":[{\"id\":\"%s\",\"psk\":\"%s\"},{\"id\":\"%s\"}]}"
                        .formatted(bonn, KEY + "2", berlin);
        JsonNode several =
                api.send("PUT", tunnels, two)
                        .assertSuccess()
                        .result()
                        .path("modified_ipsec_tunnels");
        assertThat(several.path(0).path("keyferry").path("reused_by")).hasToString("0");
        assertThat(several.path(1).path("keyferry").has("reused_by")).isFalse();
    }

    @Test
    void isNoMatterOfADryRun() throws Exception {
        String berlin = api.createTunnel(tunnels, "berlin");
        String bonn = api.createTunnel(tunnels, "bonn");
        set(psks(entry(berlin, KEY), entry(bonn, KEY)));
        Reply dry = api.post(tunnels + "/psk?validate_only=true", psks(entry(bonn, KEY)));
        assertThat(dry.assertSuccess().body()).doesNotContain("reused_by");
        dry = api.send("POST", tunnels + "/" + bonn + "/psk_generate?validate_only=true");
        assertThat(dry.assertSuccess().body()).doesNotContain("reused_by");
    }

    @Test
    void isToldOnlyToWhoMayReadTheAudit() throws Exception {
        String berlin = api.createTunnel(tunnels, "berlin");
        String writing = allow(account(account), MAGIC_WAN_WRITE);
        TokenClient writer = make(api, token(writing)).client();
        String auditing = allow(account(account), AUDIT_READ);
        TokenClient auditor = make(api, token(writing, auditing)).client();
        for (String[] call : keyedCalls(berlin, "bonn")) {
            Reply reply = writer.send(call[0], call[1], call[2]).assertSuccess();
            assertThat(reply.body()).as(call[1]).doesNotContain("reused_by");
        }
        for (String[] call : keyedCalls(api.createTunnel(tunnels, "essen"), "ulm")) {
            Reply reply = auditor.send(call[0], call[1], call[2]).assertSuccess();
            assertThat(reply.body()).as(call[1]).contains("\"reused_by\":");
        }
    }

    /** Method, path and body of every call that gives a tunnel a key. */
    private List<String[]> keyedCalls(String id, String name) {
        String several = "{\"ipsec_tunnels\":[" + entry(id, KEY) + "]}";
        return List.of(
                new String[] {"POST", tunnels + "/psk", psks(entry(id, KEY))},
                new String[] {"PUT", tunnels + "/" + id, "{\"psk\":\"" + KEY + "\"}"},
                new String[] {"PUT", tunnels, several},
                new String[] {"POST", tunnels, tunnel(name, KEY)},
                new String[] {"POST", tunnels + "/" + id + "/psk_generate", ""});
    }

    /** The members of ours of each applied entry, by its id. */
    private JsonNode set(String body) throws Exception {
        JsonNode applied =
                api.post(tunnels + "/psk", body)
                        .assertSuccess()
                        .result()
                        .path("successfully_applied_psks");
        ObjectNode ours = JsonMapper.shared().createObjectNode();
        applied.properties()
                .forEach(entry -> ours.set(entry.getKey(), entry.getValue().path("keyferry")));
        return ours;
    }

    private static String tunnel(String name, String psk) {
        return """
        {"name":"%s","cloudflare_endpoint":"203.0.113.1","interface_address":"10.0.0.0/31",
         "psk":"%s"}
        """
                .formatted(name, psk);
    }

    private static String entry(String id, String psk) {
        return "{\"id\":\"%s\",\"psk\":\"%s\"}".formatted(id, psk);
    }

    private static String psks(String... entries) {
        return "{\"psks\":[" + String.join(",", entries) + "]}";
    }
}

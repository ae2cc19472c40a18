package dev.keyferry.server.http.handler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.http.parts.ApiFixture;
import dev.keyferry.server.http.parts.RawHttp;
import dev.keyferry.server.http.parts.Reply;
import dev.keyferry.server.http.parts.TokenJsons;
import dev.keyferry.server.http.request.RequestBody;
import dev.keyferry.server.usecase.PskEntry;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PskRoutesTest {
    private static final String KEY = "MARKER0KEY0MARKER/one";
    private static final String NOBODY = "0123456789abcdef0123456789abcdef";
    private static final String READER =
            TokenJsons.token(TokenJsons.allow(TokenJsons.everything(), Permission.MAGIC_WAN_READ));

    private static ApiFixture api;
    private String tunnels;
    private String bulk;

    @BeforeAll
    static void start() throws Exception {
        api = ApiFixture.start();
    }

    @BeforeEach
    void createAccount() throws Exception {
        tunnels = "/accounts/" + api.createAccount("Acme") + "/magic/ipsec_tunnels";
        bulk = tunnels + "/psk";
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void appliesWhatItCanAndTellsTheFateOfEveryEntry() throws Exception {
        String id = api.createTunnel(tunnels, "berlin");
        Reply reply =
                api.post(bulk, psks(entry(id, KEY), entry(NOBODY, KEY + "2"), entry("no-id", KEY)))
                        .assertSuccess();
        JsonNode applied = reply.result().path("successfully_applied_psks");
        assertThat(applied.propertyNames()).containsExactly(id);
        JsonNode one = applied.path(id);
        assertThat(one.propertyNames())
                .containsExactlyInAnyOrder(
                        "ipsec_id", "ipsec_tunnel_id", "psk", "psk_metadata", "keyferry");
        assertThat(one.path("ipsec_tunnel_id").asString()).isEqualTo(id);
        assertThat(one.path("ipsec_id").asString()).matches("\\d+_" + id);
        assertThat(one.path("psk").asString()).isEqualTo(KEY);
        assertThat(one.path("keyferry").toString())
                .isEqualTo(
                        "{\"version\":1,\"state\":\"unserved\",\"gateways\":{},\"reused_by\":0}");
        JsonNode unapplied = reply.result().path("unapplied_psks");
        assertThat(unapplied.propertyNames()).containsExactly(NOBODY, "no-id");
        assertThat(unapplied.path(NOBODY).asString()).startsWith("unknown-tunnel: ");
        assertThat(reply.messageCodes()).contains(19205);
    }

    @Test
    void keepsTheFormerKeyWhereTheNewOneIsRefused() throws Exception {
        String id = api.createTunnel(tunnels, "berlin");
        api.post(bulk, psks(entry(id, KEY))).assertSuccess();
        Reply reply = api.post(bulk, psks(entry(id, "short"))).assertSuccess();
        assertThat(reply.result().path("successfully_applied_psks")).isEmpty();
        assertThat(reply.result().path("unapplied_psks").path(id).asString())
                .startsWith("key-too-short: ");
        reply = api.post(bulk, psks(entry(id, "caf\u00e9 caf\u00e9 caf\u00e9"))).assertSuccess();
        assertThat(reply.result().path("unapplied_psks").path(id).asString())
                .startsWith("key-characters: ");
        assertThat(version(id)).isEqualTo(1);
    }

    @Test
    void takesTheSameKeyAgainWithoutANewVersion() throws Exception {
        String id = api.createTunnel(tunnels, "berlin");
        Reply first = api.post(bulk, psks(entry(id, KEY))).assertSuccess();
        Reply again = api.post(bulk, psks(entry(id, KEY))).assertSuccess();
        assertThat(again.result()).isEqualTo(first.result());
        api.post(bulk, psks(entry(id, KEY + "!"))).assertSuccess();
        assertThat(version(id)).isEqualTo(2);
    }

    @Test
    void writesNothingInADryRunAndRepeatsTheKeys() throws Exception {
        String id = api.createTunnel(tunnels, "berlin");
        Reply dry = api.post(bulk + "?validate_only=true", psks(entry(id, KEY))).assertSuccess();
        JsonNode one = dry.result().path("successfully_applied_psks").path(id);
        assertThat(one.path("psk").asString()).isEqualTo(KEY);
        assertThat(one.path("psk_metadata")).isEmpty();
        api.post(bulk + "?validate_only=yes", psks(entry(id, KEY))).assertFailure(400, 1022);
        JsonNode shown = api.get(tunnels + "/" + id).result().path("ipsec_tunnel");
        assertThat(shown.path("psk_metadata")).isEmpty();
        assertThat(shown.has("keyferry")).isFalse();
    }

    @Test
    void changesNothingWhereTheRequestAsAWholeIsWrong() throws Exception {
        String id = api.createTunnel(tunnels, "berlin");
        Reply twice = api.post(bulk, psks(entry(id, KEY), entry(id, KEY + "2")));
        assertThat(twice.assertFailure(400, 1022).pointer()).isEqualTo("/psks/1/id");
        Reply empty = api.post(bulk, psks());
        assertThat(empty.assertFailure(400, 1022).pointer()).isEqualTo("/psks");
        Reply tooLong = api.post(bulk, psks(entry(id, KEY), entry(NOBODY + "0", KEY)));
        assertThat(tooLong.assertFailure(400, 1022).pointer()).isEqualTo("/psks/1/id");
        Reply broken = api.post(bulk, "{\"psks\":[" + entry(id, KEY) + ",{\"id\":");
        assertThat(broken.assertFailure(400, 1022).body()).doesNotContain("MARKER");
        assertThat(api.get(tunnels + "/" + id).result().path("ipsec_tunnel").has("keyferry"))
                .isFalse();
    }

    @Test
    void takesTheMostEntriesAndRefusesOneMore() throws Exception {
        Reply most = api.post(bulk, strangers(PskEntry.MAX_ENTRIES)).assertSuccess();
        assertThat(most.result().path("unapplied_psks")).hasSize(PskEntry.MAX_ENTRIES);
        Reply more = api.post(bulk, strangers(PskEntry.MAX_ENTRIES + 1));
        assertThat(more.assertFailure(400, 1022).pointer()).isEqualTo("/psks");
    }

    @Test
    void takesTheLongestBodyAndRefusesOneByteMore() throws Exception {
        String body = psks(entry(NOBODY, KEY));
        String longest = body + " ".repeat((int) RequestBody.MAX_BYTES - body.length());
        api.post(bulk, longest).assertSuccess();
        api.post(bulk, longest + " ").assertFailure(413, 1022);
    }

    @Test
    void findsWeakAndSharedKeys() throws Exception {
        String a = api.createTunnel(tunnels, "a");
        String b = api.createTunnel(tunnels, "b");
        Reply reply =
                api.post(
                                bulk + "?validate_only=true",
                                psks(entry(a, "12345678"), entry(b, "12345678")))
                        .assertSuccess();
        assertThat(reply.messageCodes()).contains(19101, 19102);
        assertThat(reply.json().path("messages").toString()).doesNotContain("12345678");
    }

    @Test
    void takesTheLongestBodyThatMayBeLeftOutAndRefusesOneByteMore() throws Exception {
        String generate = tunnels + "/" + api.createTunnel(tunnels, "berlin") + "/psk_generate";
        String roll = TokenJsons.make(api, READER).path() + "/value";
        String longest = "{}" + " ".repeat((int) RequestBody.MAX_OPTIONAL_BYTES - 2);
        for (Reply taken : List.of(api.post(generate, longest), api.send("PUT", roll, longest))) {
            taken.assertSuccess();
        }
        for (Reply refused :
                List.of(api.post(generate, longest + " "), api.send("PUT", roll, longest + " "))) {
            refused.assertFailure(413, 1022);
        }
    }

    @Test
    void generatesAKeyWhateverStandsInForABody() throws Exception {
        String path = tunnels + "/" + api.createTunnel(tunnels, "berlin") + "/psk_generate";
        Reply first = api.send("POST", path).assertSuccess();
        assertThat(first.result().path("psk").asString()).matches("[A-Za-z0-9]{32}");
        assertThat(first.result().path("psk_metadata").has("last_generated_on")).isTrue();
        assertThat(first.result().path("ipsec_id").asString()).isNotEmpty();
        Reply second = api.post(path, "{}").assertSuccess();
        assertThat(second.result().path("psk")).isNotEqualTo(first.result().path("psk"));
        String form =
                RawHttp.head(
                        "POST /client/v4" + path + " HTTP/1.1",
                        api.authorization(),
                        "Content-Type: application/x-www-form-urlencoded",
                        "Content-Length: 2");
        RawHttp.exchange(api.address(), form + "{}").assertSuccess();
        api.post(path, "[]").assertFailure(400, 1022);
        api.post(path, "x").assertFailure(400, 1022);
    }

    @Test
    void makesNoKeyInADryRun() throws Exception {
        String id = api.createTunnel(tunnels, "berlin");
        Reply dry = api.send("POST", tunnels + "/" + id + "/psk_generate?validate_only=true");
        assertThat(dry.assertSuccess().result().has("psk")).isFalse();
        assertThat(api.get(tunnels + "/" + id).result().path("ipsec_tunnel").has("keyferry"))
                .isFalse();
    }

    private int version(String id) throws Exception {
        return api.get(tunnels + "/" + id)
                .assertSuccess()
                .result()
                .path("ipsec_tunnel")
                .path("keyferry")
                .path("psk")
                .path("version")
                .asInt();
    }

    private static String entry(String id, String psk) {
        return "{\"id\":\"%s\",\"psk\":\"%s\"}".formatted(id, psk);
    }

    private static String psks(String... entries) {
        return "{\"psks\":[" + String.join(",", entries) + "]}";
    }

    private static String strangers(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> entry("%032x".formatted(i), KEY))
                .collect(Collectors.joining(",", "{\"psks\":[", "]}"));
    }
}

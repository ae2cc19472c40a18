package dev.keyferry.server.http.handler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.server.http.parts.ApiFixture;
import dev.keyferry.server.http.parts.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PskPolicyTest {
    private static final String STRONG = "q7ZmR2xd9KtB4nW8sQ7z";

    private static ApiFixture api;

    @BeforeAll
    static void start() throws Exception {
        api = ApiFixture.start();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void isShownWithTheAccountAndHasItsDefaults() throws Exception {
        assertThat(policy("{}"))
                .isEqualTo("{\"minimum_length\":8,\"minimum_bits\":0,\"bytes\":\"printable\"}");
        assertThat(policy("{\"psk_policy\":{\"bytes\":\"any\"}}"))
                .isEqualTo("{\"minimum_length\":1,\"minimum_bits\":0,\"bytes\":\"any\"}");
        assertThat(policy("{\"psk_policy\":{\"minimum_length\":255,\"minimum_bits\":256}}"))
                .isEqualTo("{\"minimum_length\":255,\"minimum_bits\":256,\"bytes\":\"printable\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'minimum_length':7}|",
                "{'minimum_length':256}|",
                "{'minimum_length':9223372036854775807}|",
                "{'minimum_length':0,'bytes':'any'}|",
                "{'minimum_bits':-1}|",
                "{'minimum_bits':257}|",
                "{'bytes':'hex'}|/bytes",
                "{'bytes':null}|/bytes",
                "{'minimum_length':'8'}|/minimum_length",
                "null|",
            })
    void isRefusedBeyondItsBounds(String policy, String member) throws Exception {
        String body =
                "{\"name\":\"x\",\"keyferry\":{\"psk_policy\":" + policy.replace('\'', '"') + "}}";
        assertThat(api.post("/accounts", body).assertFailure(400, 1022).pointer())
                .isEqualTo("/keyferry/psk_policy" + (member == null ? "" : member));
    }

    @Test
    void refusesEntriesAndTunnelsAgainstIt() throws Exception {
        String tunnels = tunnelsUnder("{\"minimum_length\":20,\"minimum_bits\":100}");
        String id = api.createTunnel(tunnels, "berlin");
        assertThat(reason(tunnels, id, "q7ZmR2xd9KtB4nW8sQ7")).startsWith("key-too-short: ");
        assertThat(reason(tunnels, id, "a".repeat(30))).startsWith("key-too-guessable: ");
        assertThat(reason(tunnels, id, STRONG + "\\u0001")).startsWith("key-characters: ");
        assertThat(reason(tunnels, id, STRONG)).isEmpty();
        for (String query : new String[] {"?validate_only=true", ""}) {
            Reply refused = api.post(tunnels + query, tunnel("hamburg", "a".repeat(30)));
            assertThat(refused.assertFailure(400, 1022).pointer()).isEqualTo("/psk");
        }
        api.post(tunnels, tunnel("hamburg", STRONG)).assertSuccess();
    }

    @Test
    void acceptsAnyBytesForImportAndTellsOfThem() throws Exception {
        String tunnels = tunnelsUnder("{\"bytes\":\"any\"}");
        String id = api.createTunnel(tunnels, "berlin");
        Reply reply = api.post(tunnels + "/psk", psks(id, "\\u0000")).assertSuccess();
        assertThat(reply.messageCodes()).contains(19101, 19105);
        assertThat(reply.result().path("successfully_applied_psks").path(id).path("psk").asString())
                .isEqualTo("\u0000");
        assertThat(reason(tunnels, id, "caf\u00e9")).isEmpty();
        assertThat(reason(tunnels, id, "")).startsWith("key-too-short: ");
    }

    @Test
    void generatedKeysSatisfyIt() throws Exception {
        String longer = tunnelsUnder("{\"minimum_length\":100}");
        String id = api.createTunnel(longer, "berlin");
        assertThat(generated(longer, id)).hasSize(100);
        String harder = tunnelsUnder("{\"minimum_bits\":256}");
        id = api.createTunnel(harder, "berlin");
        assertThat(generated(harder, id)).hasSizeGreaterThan(42);
    }

    private static String generated(String tunnels, String id) throws Exception {
        return api.send("POST", tunnels + "/" + id + "/psk_generate")
                .assertSuccess()
                .result()
                .path("psk")
                .asString();
    }

    private static String policy(String ours) throws Exception {
        Reply created = api.post("/accounts", "{\"name\":\"x\",\"keyferry\":" + ours + "}");
        String id = created.assertSuccess().result().path("id").asString();
        Reply shown = api.get("/accounts/" + id).assertSuccess();
        assertThat(shown.result()).isEqualTo(created.result());
        return shown.result().path("keyferry").path("psk_policy").toString();
    }

    private static String tunnelsUnder(String policy) throws Exception {
        String body = "{\"name\":\"x\",\"keyferry\":{\"psk_policy\":" + policy + "}}";
        Reply created = api.post("/accounts", body).assertSuccess();
        return "/accounts/" + created.result().path("id").asString() + "/magic/ipsec_tunnels";
    }

    /** Why the key is not applied; empty if it is. */
    private static String reason(String tunnels, String id, String psk) throws Exception {
        Reply dry = api.post(tunnels + "/psk?validate_only=true", psks(id, psk)).assertSuccess();
        Reply reply = api.post(tunnels + "/psk", psks(id, psk)).assertSuccess();
        String reason = reply.result().path("unapplied_psks").path(id).asString("");
        assertThat(dry.result().path("unapplied_psks").path(id).asString("")).isEqualTo(reason);
        return reason;
    }

    private static String psks(String id, String psk) {
        return "{\"psks\":[{\"id\":\"%s\",\"psk\":\"%s\"}]}".formatted(id, psk);
    }

    private static String tunnel(String name, String psk) {
        return """
        {"name":"%s","cloudflare_endpoint":"203.0.113.1","interface_address":"10.0.0.0/31",
         "psk":"%s"}
        """
                .formatted(name, psk);
    }
}

package dev.keyferry.server.http.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.keyferry.server.http.parts.ApiFixture;
import dev.keyferry.server.http.parts.Reply;
import dev.keyferry.server.usecase.keys.KeyFindings;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class FindingsTest {
    private static final String STRONG = "q7ZmR2xd9KtB4nW8sQ7z";

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

    @ParameterizedTest
    @ValueSource(strings = {"?validate_only=true", ""})
    void standAtTheirKeyOnDryRunAndOnSuccess(String query) throws Exception {
        String body =
                psks(
                        entry("a", "0x" + STRONG),
                        entry("b", "0s" + STRONG),
                        entry("c", " " + STRONG + " "),
                        entry("d", STRONG + "?"),
                        entry("e", STRONG));
        assertThat(findings(api.post(tunnels + "/psk" + query, body)))
                .containsExactly(
                        tuple(19103, "/psks/0/psk"),
                        tuple(19106, "/psks/0/psk"),
                        tuple(19103, "/psks/1/psk"),
                        tuple(19106, "/psks/1/psk"),
                        tuple(19104, "/psks/2/psk"),
                        tuple(19106, "/psks/2/psk"),
                        tuple(19106, "/psks/3/psk"));
    }

    @Test
    void nameTheRoutersThatRefuseAKeyAndNothingOfTheKey() throws Exception {
        Reply reply = api.post(tunnels + "/psk", psks(entry("a", "MARKER0KEY0MARKER?\\\"")));
        List<String> texts =
                reply.json()
                        .path("messages")
                        .valueStream()
                        .map(message -> message.path("message").asString())
                        .toList();
        assertThat(texts)
                .noneMatch(text -> text.contains("MARKER"))
                .anyMatch(text -> text.contains("Cisco IOS") && text.contains("strongSwan"));
    }

    @Test
    void standAtTheKeysOfNewTunnelsToo() throws Exception {
        String body =
                """
                {"name":"a","cloudflare_endpoint":"203.0.113.1","interface_address":"10.0.0.0/31",
                 "psk":"0x%s"}
                """
                        .formatted(STRONG);
        for (String query : List.of("?validate_only=true", "")) {
            assertThat(findings(api.post(tunnels + query, body)))
                    .containsExactly(tuple(19103, "/psk"), tuple(19106, "/psk"));
        }
    }

    @Test
    void areCountedBeyondTheMost() throws Exception {
        Reply most = setBlanks(KeyFindings.MAX_FINDINGS / 2);
        assertThat(findings(most)).hasSize(KeyFindings.MAX_FINDINGS);
        Reply more = setBlanks(KeyFindings.MAX_FINDINGS / 2 + 1);
        assertThat(findings(more)).hasSize(KeyFindings.MAX_FINDINGS + 1);
        JsonNode last = more.json().path("messages").path(KeyFindings.MAX_FINDINGS);
        assertThat(last.path("code").asInt()).isEqualTo(19107);
        assertThat(last.path("message").asString()).startsWith("2 more ");
        assertThat(last.has("source")).isFalse();
    }

    /** Sets keys with two findings each: a blank at the end, and routers that refuse it. */
    private Reply setBlanks(int count) throws Exception {
        createAccount();
        String names =
                IntStream.range(0, count)
                        .mapToObj(
                                """
                                {"name":"t%d","cloudflare_endpoint":"203.0.113.1",
                                 "interface_address":"10.0.0.0/31"}
                                """
                                        ::formatted)
                        .collect(Collectors.joining(",", "{\"ipsec_tunnels\":[", "]}"));
        List<String> ids =
                api.post(tunnels, names)
                        .assertSuccess()
                        .result()
                        .path("ipsec_tunnels")
                        .valueStream()
                        .map(tunnel -> tunnel.path("id").asString())
                        .toList();
        return api.post(
                tunnels + "/psk",
                psks(
                        IntStream.range(0, count)
                                .mapToObj(i -> bare(ids.get(i), STRONG + i + "z "))
                                .toArray(String[]::new)));
    }

    private static List<Tuple> findings(Reply reply) {
        return reply.assertSuccess()
                .json()
                .path("messages")
                .valueStream()
                .filter(message -> message.path("code").asInt() < 19200)
                .map(message ->
                        tuple(
                                message.path("code").asInt(),
                                message.path("source").path("pointer").asString("(none)")))
                .toList();
    }

    private String entry(String name, String psk) throws Exception {
        return bare(api.createTunnel(tunnels, name + System.nanoTime()), psk);
    }

    private static String bare(String id, String psk) {
        return "{\"id\":\"%s\",\"psk\":\"%s\"}".formatted(id, psk);
    }

    private static String psks(String... entries) {
        return "{\"psks\":[" + String.join(",", entries) + "]}";
    }
}

package dev.keyferry.server.http.handler;

import static dev.keyferry.server.http.parts.TokenJsons.account;
import static dev.keyferry.server.http.parts.TokenJsons.allow;
import static dev.keyferry.server.http.parts.TokenJsons.everything;
import static dev.keyferry.server.http.parts.TokenJsons.make;
import static dev.keyferry.server.http.parts.TokenJsons.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.seal.EdgePrivateKey;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.http.parts.ApiFixture;
import dev.keyferry.server.http.parts.Reply;
import dev.keyferry.server.http.parts.TokenJsons.Made;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AuditRoutesTest {
    private static final String KEY = "qV7mZ2xKd9RtB4nW8sYc3HfJ6pLg5TzA";
    private static final String NOBODY = "0123456789abcdef0123456789abcdef";

    private ApiFixture api;
    private String account;
    private String tunnels;
    private String berlin;

    @BeforeEach
    void start() throws Exception {
        api = ApiFixture.start();
        account = api.createAccount("Acme");
        tunnels = "/accounts/" + account + "/magic/ipsec_tunnels";
        berlin = api.createTunnel(tunnels, "berlin");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void tellsWhoDidWhatWhenFromWhereToWhichKeyAndWithWhichResult() throws Exception {
        Made own = make(api, token(allow(account(account), Permission.PSK_SET)));
        String id = own.path().substring(own.path().lastIndexOf('/') + 1);
        Reply set = own.client().send("POST", tunnels + "/psk", keys(KEY, berlin));

        JsonNode newest = logs("").path(0);
        assertThat(newest.path("id").asString()).isEqualTo(set.header("x-request-id"));
        assertThat(newest.path("action").toString())
                .isEqualTo("{\"type\":\"set_psks\",\"result\":true}");
        assertThat(newest.path("actor").toString())
                .isEqualTo("{\"id\":\"%s\",\"type\":\"token\",\"ip\":\"127.0.0.1\"}".formatted(id));
        assertThat(newest.path("metadata").path("outcome").asString())
                .isEqualTo("1 applied, 0 unapplied");
        assertThat(newest.path("owner").path("id").asString()).isEqualTo(account);
        assertThat(newest.path("resource").toString())
                .isEqualTo("{\"type\":\"ipsec_tunnel\",\"id\":\"%s\"}".formatted(berlin));
        assertThat(newest.path("when").asString())
                .isEqualTo(
                        set.result()
                                .path("successfully_applied_psks")
                                .path(berlin)
                                .path("psk_metadata")
                                .path("last_generated_on")
                                .asString());
        assertThat(newest.path("keyferry").path("items").toString())
                .isEqualTo(
                        "[{\"did\":\"key_set\",\"type\":\"ipsec_tunnel\",\"id\":\"%s\",\"version\":1}]"
                                .formatted(berlin));
    }

    @Test
    void namesTheTunnelThatIsNoMoreAndShowsNoKey() throws Exception {
        api.post(tunnels + "/psk", keys(KEY, berlin)).assertSuccess();
        api.send("DELETE", tunnels + "/" + berlin).assertSuccess();

        Reply all = api.get(logsPath(""));
        assertThat(actions(all.result()))
                .containsExactly("delete_tunnel", "set_psks", "create_tunnels", "create_account");
        assertThat(
                        all.result()
                                .path(2)
                                .path("keyferry")
                                .path("items")
                                .path(0)
                                .path("name")
                                .asString())
                .isEqualTo("berlin");
        assertThat(all.body()).doesNotContain(KEY, "fingerprint");
    }

    @Test
    void comesInPagesInEitherDirection() throws Exception {
        for (int i = 0; i < 5; i++) {
            api.post(tunnels + "/psk", keys(KEY + i, berlin)).assertSuccess();
        }
        Reply second = api.get(logsPath("?per_page=3&page=2"));
        assertThat(second.json().path("result_info").toString())
                .isEqualTo("{\"page\":2,\"per_page\":3,\"count\":3}");
        assertThat(seqs(second.result())).containsExactly(4L, 3L, 2L);
        assertThat(seqs(logs("?direction=asc&per_page=2"))).containsExactly(1L, 2L);
        assertThat(logs("?page=4&per_page=3")).isEmpty();
        assertThat(logs("?page=100&per_page=1000")).isEmpty();
        api.get(logsPath("?page=101&per_page=1000")).assertFailure(400, 1022);
        api.get(logsPath("?page=100001&per_page=1")).assertFailure(400, 1022);
    }

    @Test
    void isNarrowedByTimeActionActorAndAddress() throws Exception {
        api.post(tunnels + "/psk", keys(KEY, berlin)).assertSuccess();
        String when = logs("?action.type=create_tunnels").path(0).path("when").asString();

        assertThat(actions(logs("?since=" + when))).containsExactly("set_psks", "create_tunnels");
        assertThat(actions(logs("?before=" + when))).containsExactly("create_account");
        assertThat(logs("?since=2000-01-01")).hasSize(3);
        assertThat(logs("?before=2000-01-01")).isEmpty();
        assertThat(logs("?actor.id=administrator&actor.ip=127.0.0.1")).hasSize(3);
        assertThat(logs("?actor.id=server")).isEmpty();
        assertThat(logs("?actor.ip=127.0.0.2")).isEmpty();
    }

    @Test
    void refusesAFilterRatherThanToPassItOver() throws Exception {
        for (String wrong :
                List.of(
                        "since=yesterday",
                        "since=2026-11-23&since=2026-11-24",
                        "before=2026-02-30",
                        "action.type=SET_PSKS",
                        "action.type=nothing",
                        "actor.id=",
                        "actor.email=a@example.net",
                        "hide_user_logs=true",
                        "export=true",
                        "zone.name=example.net",
                        "direction=up")) {
            api.get(logsPath("?" + wrong)).assertFailure(400, 1022);
        }
    }

    @Test
    void showsAllItemsOfALargeRequestInPages() throws Exception {
        List<String> ids = IntStream.range(0, 250).mapToObj(i -> createTunnel("t" + i)).toList();
        String set =
                api.post(tunnels + "/psk", keys(KEY, ids.toArray(String[]::new)))
                        .assertSuccess()
                        .header("x-request-id");

        JsonNode record = logs("").path(0);
        assertThat(record.path("resource").path("type").asString()).isEqualTo("account");
        assertThat(record.path("keyferry").path("item_count").asInt()).isEqualTo(250);
        assertThat(record.path("keyferry").path("items")).hasSize(100);
        String items = "/accounts/" + account + "/keyferry/audit_logs/" + set + "/items";
        assertThat(subjects(api.get(items + "?per_page=1000").result()))
                .containsExactlyElementsOf(ids);
        assertThat(subjects(api.get(items + "?per_page=70&page=3").result()))
                .containsExactlyElementsOf(ids.subList(140, 210));
        assertThat(api.get(items + "?page=4").assertSuccess().result()).isEmpty();
        assertThat(api.get("/keyferry/audit_logs/" + set + "/items").result()).hasSize(100);
    }

    @Test
    void showsAnAccountItsOwnRecordsOnly() throws Exception {
        String other = api.createAccount("Other");
        String foreign =
                api.get("/accounts/" + other + "/audit_logs")
                        .result()
                        .path(0)
                        .path("id")
                        .asString();
        api.createEdge("berlin", EdgePrivateKey.generate());
        Made reader = make(api, token(allow(account(account), Permission.AUDIT_READ)));

        assertThat(actions(reader.client().get("/accounts/" + account + "/audit_logs").result()))
                .containsExactly("create_tunnels", "create_account");
        reader.client().get("/accounts/" + other + "/audit_logs").assertFailure(403, 10000);
        reader.client().get("/keyferry/audit_logs").assertFailure(403, 10000);
        api.get("/accounts/" + account + "/keyferry/audit_logs/" + foreign + "/items")
                .assertFailure(404, 22404);
        api.get("/keyferry/audit_logs/" + NOBODY + "/items").assertFailure(404, 22404);
        api.get("/accounts/" + NOBODY + "/audit_logs").assertFailure(404, 7003);
    }

    @Test
    void showsWhoMayReadAllTheDeploymentsRecordsToo() throws Exception {
        api.createEdge("second", EdgePrivateKey.generate());
        Made reader = make(api, token(allow(everything(), Permission.AUDIT_READ)));

        JsonNode all = reader.client().get("/keyferry/audit_logs").assertSuccess().result();
        assertThat(actions(all))
                .containsExactly("create_token", "create_edge", "create_tunnels", "create_account");
        assertThat(all.path(1).path("resource").toString())
                .isEqualTo("{\"type\":\"edge\",\"id\":\"second\"}");
        assertThat(all.path(1).has("owner")).isFalse();
        reader.client().get("/keyferry/edges").assertFailure(403, 10000);
    }

    @Test
    void keepsTheAuditOfAnEndedAccount() throws Exception {
        api.send("DELETE", tunnels + "/" + berlin).assertSuccess();
        api.send("DELETE", "/accounts/" + account).assertSuccess();
        assertThat(actions(logs(""))).contains("delete_account", "create_account");
    }

    private String createTunnel(String name) {
        try {
            return api.createTunnel(tunnels, name);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private JsonNode logs(String query) throws Exception {
        return api.get(logsPath(query)).assertSuccess().result();
    }

    private String logsPath(String query) {
        return "/accounts/" + account + "/audit_logs" + query;
    }

    private static List<String> actions(JsonNode logs) {
        return logs.valueStream().map(log -> log.path("action").path("type").asString()).toList();
    }

    private static List<Long> seqs(JsonNode logs) {
        return logs.valueStream().map(log -> log.path("keyferry").path("seq").asLong()).toList();
    }

    private static List<String> subjects(JsonNode items) {
        return items.valueStream().map(item -> item.path("id").asString()).toList();
    }

    private static String keys(String psk, String... ids) {
        return IntStream.range(0, ids.length)
                .mapToObj(i -> "{\"id\":\"%s\",\"psk\":\"%s\"}".formatted(ids[i], psk + i))
                .collect(Collectors.joining(",", "{\"psks\":[", "]}"));
    }
}

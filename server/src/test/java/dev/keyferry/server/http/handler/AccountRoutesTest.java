package dev.keyferry.server.http.handler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.http.parts.ApiFixture;
import dev.keyferry.server.http.parts.Reply;
import dev.keyferry.server.http.parts.TokenClient;
import dev.keyferry.server.http.parts.TokenJsons;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AccountRoutesTest {
    private static final String ID = "0123456789abcdef0123456789abcdef";

    private ApiFixture api;

    @BeforeEach
    void start() throws Exception {
        api = ApiFixture.start();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void createsAnAccountAndShowsIt() throws Exception {
        Reply created = api.post("/accounts", "{\"name\":\"Acme\"}").assertSuccess();
        assertThat(created.result().propertyNames())
                .containsExactlyInAnyOrder("id", "name", "type", "created_on", "keyferry");
        assertThat(created.result().path("type").asString()).isEqualTo("standard");
        assertThat(created.result().path("created_on").asString())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
        String id = created.result().path("id").asString();
        assertThat(api.get("/accounts/" + id).assertSuccess().result()).isEqualTo(created.result());
    }

    @Test
    void keepsAnIdAndANumberAndRefusesThemTwice() throws Exception {
        String body = "{\"name\":\"%s\",\"keyferry\":{\"id\":\"%s\",\"number\":%d}}";
        Reply created = api.post("/accounts", body.formatted("one", ID, 4711)).assertSuccess();
        assertThat(created.result().path("id").asString()).isEqualTo(ID);
        assertThat(created.result().path("keyferry").path("number").asLong()).isEqualTo(4711);
        api.post("/accounts", body.formatted("two", ID, 4712)).assertFailure(400, 1022);
        api.post("/accounts", body.formatted("two", ID.replace('0', '1'), 4711))
                .assertFailure(400, 1022);
    }

    @Test
    void listsAccountsInPages() throws Exception {
        for (int i = 0; i < 3; i++) {
            api.createAccount("account-" + i);
        }
        Reply page = api.get("/accounts?page=2&per_page=2").assertSuccess();
        assertThat(page.result()).hasSize(1);
        assertThat(page.json().path("result_info").toString())
                .isEqualTo(
                        "{\"page\":2,\"per_page\":2,\"count\":1,\"total_count\":3,\"total_pages\":2}");
        assertThat(api.get("/accounts").result()).hasSize(3);
        assertThat(api.get("/accounts?page=3&per_page=2").assertSuccess().result()).isEmpty();
        api.get("/accounts?per_page=0").assertFailure(400, 1022);
        api.get("/accounts?page=x").assertFailure(400, 1022);
        api.get("/accounts?page=1&page=2").assertFailure(400, 1022);
    }

    @Test
    void answersAnUnknownAccountAndAMalformedIdAlike() throws Exception {
        api.get("/accounts/" + ID).assertFailure(404, 7003);
        api.get("/accounts/xyz").assertFailure(404, 7003);
        api.get("/accounts/" + ID.toUpperCase(Locale.ROOT)).assertFailure(404, 7003);
        api.get("/accounts/" + ID + "/magic/ipsec_tunnels").assertFailure(404, 7003);
    }

    @Test
    void knowsNoDryRun() throws Exception {
        api.post("/accounts?validate_only=true", "{\"name\":\"a\"}").assertFailure(400, 1022);
        assertThat(api.get("/accounts").result()).isEmpty();
    }

    @Test
    void changesWhatIsSentAndKeepsTheRest() throws Exception {
        String id = api.createAccount("Acme");
        JsonNode before = api.get("/accounts/" + id).result();
        Reply renamed = api.send("PUT", "/accounts/" + id, "{\"name\":\"Acme 2\"}").assertSuccess();
        assertThat(renamed.result().path("name").asString()).isEqualTo("Acme 2");
        assertThat(renamed.result().path("keyferry")).isEqualTo(before.path("keyferry"));
        assertThat(renamed.result().path("created_on")).isEqualTo(before.path("created_on"));
        Reply typed = api.send("PUT", "/accounts/" + id, "{\"type\":\"enterprise\"}");
        assertThat(typed.assertSuccess().result().path("name").asString()).isEqualTo("Acme 2");
        // What is shown can be sent back.
        api.send("PUT", "/accounts/" + id, typed.result().toString()).assertSuccess();
        assertThat(api.get("/accounts/" + id).result()).isEqualTo(typed.result());
        assertThat(
                        api.send("PUT", "/accounts/" + id, "{\"keyferry\":{\"number\":7}}")
                                .assertFailure(400, 1022)
                                .pointer())
                .isEqualTo("/keyferry/number");
        api.send("PUT", "/accounts/" + id, "{\"name\":\"\"}").assertFailure(400, 1022);
        api.send("PUT", "/accounts/" + ID, "{\"name\":\"x\"}").assertFailure(404, 7003);
        api.send("PUT", "/accounts/" + id + "?validate_only=true", "{}").assertFailure(400, 1022);
    }

    @Test
    void onlyAnOperatorChangesTheKeyPolicy() throws Exception {
        String id = api.createAccount("Acme");
        String settings =
                TokenJsons.allow(TokenJsons.account(id), Permission.ACCOUNT_SETTINGS_WRITE);
        TokenClient writer = TokenJsons.make(api, TokenJsons.token(settings)).client();
        String shown = api.get("/accounts/" + id).result().toString();
        writer.send("PUT", "/accounts/" + id, shown).assertSuccess();
        String stricter = "{\"keyferry\":{\"psk_policy\":{\"minimum_length\":20}}}";
        writer.send("PUT", "/accounts/" + id, stricter).assertFailure(403, 10000);
        Reply changed = api.send("PUT", "/accounts/" + id, stricter).assertSuccess();
        assertThat(
                        changed.result()
                                .path("keyferry")
                                .path("psk_policy")
                                .path("minimum_length")
                                .asInt())
                .isEqualTo(20);
    }

    @Test
    void endsAnAccountWithoutTunnelsAndGivesNothingOfItAgain() throws Exception {
        String body = "{\"name\":\"one\",\"keyferry\":{\"id\":\"%s\",\"number\":%d}}";
        api.post("/accounts", body.formatted(ID, 4711)).assertSuccess();
        String tunnels = "/accounts/" + ID + "/magic/ipsec_tunnels";
        String tunnel = api.createTunnel(tunnels, "t");
        TokenJsons.Made made =
                TokenJsons.make(
                        api,
                        "/accounts/" + ID + "/tokens",
                        TokenJsons.token(
                                TokenJsons.allow(
                                        TokenJsons.account(ID), Permission.MAGIC_WAN_READ)));
        made.client().get(tunnels).assertSuccess();

        Reply refused = api.send("DELETE", "/accounts/" + ID).assertFailure(409, 19409);
        assertThat(refused.header("x-should-retry")).isEqualTo("false");
        api.send("DELETE", tunnels + "/" + tunnel).assertSuccess();
        Reply ended = api.send("DELETE", "/accounts/" + ID).assertSuccess();
        assertThat(ended.result().toString()).isEqualTo("{\"id\":\"" + ID + "\"}");

        made.client().get(tunnels).assertFailure(403, 9109);
        api.get("/accounts/" + ID).assertFailure(404, 7003);
        api.get(tunnels).assertFailure(404, 7003);
        assertThat(api.get("/accounts").result()).isEmpty();
        api.send("DELETE", "/accounts/" + ID).assertFailure(404, 7003);
        assertThat(api.post("/accounts", body.formatted(ID, 4712)).assertFailure(400, 1022).body())
                .contains("id is taken");
        api.post("/accounts", body.formatted(ID.replace('0', '1'), 4711)).assertFailure(400, 1022);
        Reply next = api.post("/accounts", "{\"name\":\"two\"}").assertSuccess();
        assertThat(next.result().path("keyferry").path("number").asLong()).isEqualTo(4712);
    }

    @Test
    void listsAccountsOfOneNameAndFromTheEnd() throws Exception {
        for (String name : new String[] {"a", "b", "c"}) {
            api.createAccount(name);
        }
        assertThat(api.get("/accounts?name=b").assertSuccess().result()).hasSize(1);
        assertThat(api.get("/accounts?name=d").assertSuccess().result()).isEmpty();
        assertThat(
                        api.get("/accounts?direction=desc")
                                .result()
                                .valueStream()
                                .map(account -> account.path("name").asString()))
                .containsExactly("c", "b", "a");
    }
}

package dev.keyferry.server.http.handler;

import static dev.keyferry.server.domain.rights.Permission.ACCOUNT_SETTINGS_READ;
import static dev.keyferry.server.domain.rights.Permission.MAGIC_WAN_WRITE;
import static dev.keyferry.server.domain.rights.Permission.OPERATOR;
import static dev.keyferry.server.domain.rights.Permission.PSK_SET;
import static dev.keyferry.server.http.parts.TokenJsons.account;
import static dev.keyferry.server.http.parts.TokenJsons.allow;
import static dev.keyferry.server.http.parts.TokenJsons.everything;
import static dev.keyferry.server.http.parts.TokenJsons.make;
import static dev.keyferry.server.http.parts.TokenJsons.token;
import static dev.keyferry.server.http.parts.TokenJsons.tokenWith;
import static dev.keyferry.server.http.parts.TokenJsons.tunnel;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.http.parts.ApiFixture;
import dev.keyferry.server.http.parts.Reply;
import dev.keyferry.server.http.parts.TokenClient;
import dev.keyferry.server.http.parts.TokenJsons;
import dev.keyferry.server.http.parts.TokenJsons.Made;
import java.util.Collections;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class TokenRoutesTest {
    private static final String NOBODY = "0123456789abcdef0123456789abcdef";
    private static final int MAX_PERMISSIONS = 100;
    private static final String READER = allow(everything(), ACCOUNT_SETTINGS_READ);

    private static ApiFixture api;

    @BeforeAll
    static void start() throws Exception {
        api = ApiFixture.start();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @AfterEach
    void deleteTokens() throws Exception {
        for (JsonNode token : api.get("/user/tokens?per_page=50").assertSuccess().result()) {
            api.send("DELETE", "/user/tokens/" + token.path("id").asString()).assertSuccess();
        }
    }

    @Test
    void showsTheValueOnceAndNeverAgain() throws Exception {
        Reply made = api.post("/user/tokens", token(READER)).assertSuccess();
        String value = made.result().path("value").asString();
        assertThat(value).matches("kf_[A-Za-z0-9_-]{43}");
        String path = "/user/tokens/" + made.result().path("id").asString();

        Reply shown = api.get(path).assertSuccess();
        assertThat(shown.result().propertyNames())
                .containsExactlyInAnyOrder(
                        "id", "name", "status", "issued_on", "modified_on", "policies");
        assertThat(shown.body()).doesNotContain(value);
        assertThat(api.get("/user/tokens").assertSuccess().body()).doesNotContain(value);
        assertThat(api.send("PUT", path, "{\"name\":\"u\"}").assertSuccess().body())
                .doesNotContain(value);
        api.as(value).get("/accounts").assertSuccess();
    }

    @Test
    void showsWhatWasAskedFor() throws Exception {
        String id = api.createAccount("a");
        String body =
                tokenWith(
                        """
                        "not_before":"2026-01-01T00:00:00Z","expires_on":"2999-01-01T02:00:00+02:00",
                        "condition":{"request_ip":{"in":["127.0.0.1/8","2001:db8::1"],"not_in":[]}},
                        """,
                        allow(account(id), PSK_SET, MAGIC_WAN_WRITE),
                        TokenJsons.deny(tunnel(id, NOBODY), PSK_SET));
        JsonNode shown = api.post("/user/tokens", body).assertSuccess().result();
        assertThat(shown.path("status").asString()).isEqualTo("active");
        assertThat(shown.path("not_before").asString()).isEqualTo("2026-01-01T00:00:00.000000Z");
        assertThat(shown.path("expires_on").asString()).isEqualTo("2999-01-01T00:00:00.000000Z");
        assertThat(shown.path("condition").toString())
                .isEqualTo("{\"request_ip\":{\"in\":[\"127.0.0.0/8\",\"2001:db8::1/128\"]}}");
        JsonNode first = shown.path("policies").path(0);
        assertThat(first.path("id").asString()).matches("[0-9a-f]{32}");
        assertThat(first.path("effect").asString()).isEqualTo("allow");
        assertThat(first.path("permission_groups").path(0).path("name").asString())
                .isEqualTo("Magic WAN Write");
        assertThat(first.path("resources").toString()).isEqualTo(account(id));
        JsonNode second = shown.path("policies").path(1);
        assertThat(second.path("resources").toString()).isEqualTo(tunnel(id, NOBODY));
        assertThat(second.path("id")).isNotEqualTo(first.path("id"));
    }

    @Test
    void whatItShowsCanBeSentBack() throws Exception {
        Made made = make(api, token(READER));
        Reply before = api.get(made.path());
        Reply after = api.send("PUT", made.path(), before.result().toString()).assertSuccess();
        assertThat(after.result().path("policies")).isEqualTo(before.result().path("policies"));
        made.client().get("/accounts").assertSuccess();
    }

    @Test
    void aDisabledTokenIsAStrangersFromTheNextRequestOn() throws Exception {
        Made made = make(api, token(READER));
        made.client().get("/accounts").assertSuccess();
        Reply off = api.send("PUT", made.path(), "{\"status\":\"disabled\"}").assertSuccess();
        assertThat(off.result().path("status").asString()).isEqualTo("disabled");
        made.client().get("/accounts").assertFailure(403, 9109);
        made.client().get("/user/tokens/verify").assertFailure(403, 9109);
        api.send("PUT", made.path(), "{\"status\":\"active\"}").assertSuccess();
        made.client().get("/accounts").assertSuccess();
    }

    @Test
    void aDeletedTokenIsAStrangers() throws Exception {
        Made made = make(api, token(READER));
        Reply deleted = api.send("DELETE", made.path()).assertSuccess();
        assertThat(made.path()).endsWith(deleted.result().path("id").asString());
        made.client().get("/accounts").assertFailure(403, 9109);
        api.get(made.path()).assertFailure(404, 19404);
        api.send("DELETE", made.path()).assertFailure(404, 19404);
    }

    @Test
    void aRolledTokenHasAnotherValueOnly() throws Exception {
        Made made = make(api, token(READER));
        JsonNode before = api.get(made.path()).result();
        for (String body : new String[] {"", "{}"}) {
            TokenClient former = make(api, token(READER)).client();
            Reply rolled =
                    body.isEmpty()
                            ? api.send("PUT", made.path() + "/value").assertSuccess()
                            : api.send("PUT", made.path() + "/value", body).assertSuccess();
            made.client().get("/accounts").assertFailure(403, 9109);
            former.get("/accounts").assertSuccess();
            api.as(rolled.result().asString()).get("/accounts").assertSuccess();
        }
        assertThat(api.get(made.path()).result().path("policies"))
                .isEqualTo(before.path("policies"));
    }

    @Test
    void aTokenIsGoodFromItsSourcesOnly() throws Exception {
        String elsewhere = "\"condition\":{\"request_ip\":{\"in\":[\"192.0.2.0/24\"]}},";
        Made made = make(api, tokenWith(elsewhere, READER));
        Reply refused = made.client().get("/accounts").assertFailure(403, 9109);
        assertThat(refused.body()).contains("Cannot use the access token from location: 127.0.0.1");
        String here = "{\"condition\":{\"request_ip\":{\"in\":[\"127.0.0.0/8\"]}}}";
        api.send("PUT", made.path(), here).assertSuccess();
        made.client().get("/accounts").assertSuccess();
        String notHere = "{\"condition\":{\"request_ip\":{\"not_in\":[\"127.0.0.1\"]}}}";
        api.send("PUT", made.path(), notHere).assertSuccess();
        made.client().get("/accounts").assertFailure(403, 9109);
        api.send("PUT", made.path(), "{\"condition\":null}").assertSuccess();
        made.client().get("/accounts").assertSuccess();
    }

    @Test
    void tellsATokenOfItself() throws Exception {
        Made made = make(api, tokenWith("\"expires_on\":\"2999-01-01T00:00:00Z\",", READER));
        Reply verified = made.client().get("/user/tokens/verify").assertSuccess();
        assertThat(verified.messageCodes()).containsExactly(10000);
        assertThat(made.path()).endsWith(verified.result().path("id").asString());
        assertThat(verified.result().path("expires_on").asString())
                .isEqualTo("2999-01-01T00:00:00.000000Z");
    }

    @Test
    void anAccountsTokenIsListedAndVerifiedThereOnly() throws Exception {
        String id = api.createAccount("a");
        String other = api.createAccount("b");
        String tokens = "/accounts/" + id + "/tokens";
        Made made = make(api, tokens, token(allow(account(id), ACCOUNT_SETTINGS_READ)));
        made.client().get(tokens + "/verify").assertSuccess();
        made.client().get("/accounts/" + other + "/tokens/verify").assertFailure(403, 10000);
        made.client().get("/accounts/" + id).assertSuccess();
        assertThat(api.get(tokens).result()).hasSize(1);
        assertThat(api.get("/user/tokens").result()).isEmpty();
        assertThat(api.get("/accounts/" + other + "/tokens").result()).isEmpty();
        String token = made.path().substring(tokens.length());
        api.get("/user/tokens" + token).assertFailure(404, 19404);
        api.send("DELETE", "/accounts/" + other + "/tokens" + token).assertFailure(404, 19404);
        api.get("/accounts/" + NOBODY + "/tokens").assertFailure(404, 7003);
        api.post("/accounts/" + NOBODY + "/tokens", token(allow(account(NOBODY), PSK_SET)))
                .assertFailure(404, 7003);
        make(api, token(READER)).client().get(tokens + "/verify").assertFailure(403, 10000);
    }

    @Test
    void anAccountsTokenReachesNoOtherAccount() throws Exception {
        String id = api.createAccount("a");
        String other = api.createAccount("b");
        String tokens = "/accounts/" + id + "/tokens";
        for (String resources :
                new String[] {everything(), account(other), tunnel(other, NOBODY)}) {
            Reply refused =
                    api.post(tokens, token(allow(account(id), PSK_SET), allow(resources, PSK_SET)))
                            .assertFailure(400, 1022);
            assertThat(refused.pointer()).isEqualTo("/policies/1/resources");
        }
        Made made = make(api, tokens, token(allow(tunnel(id, NOBODY), PSK_SET)));
        api.send("PUT", made.path(), "{\"policies\":[" + READER + "]}").assertFailure(400, 1022);
    }

    @Test
    void listsTokensInPages() throws Exception {
        for (String name : new String[] {"one", "two", "three"}) {
            api.post("/user/tokens", token(READER).replace("\"t\"", "\"" + name + "\""));
        }
        Reply page = api.get("/user/tokens?page=2&per_page=2").assertSuccess();
        assertThat(page.result().path(0).path("name").asString()).isEqualTo("three");
        assertThat(page.json().path("result_info").path("total_count").asInt()).isEqualTo(3);
        assertThat(
                        api.get("/user/tokens?direction=desc")
                                .result()
                                .valueStream()
                                .map(token -> token.path("name").asString()))
                .containsExactly("three", "two", "one");
        api.get("/user/tokens?direction=up").assertFailure(400, 1022);
    }

    @Test
    void namesThePermissionsThatThereAre() throws Exception {
        Reply all = api.get("/user/tokens/permission_groups").assertSuccess();
        assertThat(all.result()).hasSize(Permission.values().length);
        for (JsonNode group : all.result()) {
            assertThat(Permission.ofId(group.path("id").asString()).orElseThrow().title())
                    .isEqualTo(group.path("name").asString());
        }
        Reply one = api.get("/user/tokens/permission_groups?name=PSK%20Set").assertSuccess();
        assertThat(one.result()).hasSize(1);
        assertThat(one.result().path(0).path("scopes").toString())
                .isEqualTo("[\"com.cloudflare.api.account\",\"dev.keyferry.ipsec_tunnel\"]");
        Reply tunnels = api.get("/user/tokens/permission_groups?scope=dev.keyferry.ipsec_tunnel");
        assertThat(tunnels.result()).hasSize(6);
        assertThat(api.get("/user/tokens/permission_groups?name=x").result()).isEmpty();
        String ofAccount = "/accounts/" + api.createAccount("a") + "/tokens/permission_groups";
        assertThat(api.get(ofAccount).assertSuccess().result()).isEqualTo(all.result());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "/name; {'policies':[P]}",
                "/name; {'name':'','policies':[P]}",
                "/name; {'name':null,'policies':[P]}",
                "/policies; {'name':'t'}",
                "/policies; {'name':'t','policies':[]}",
                "/policies; {'name':'t','policies':{}}",
                "/policies/0; {'name':'t','policies':[7]}",
                "/policies/0/effect; {'name':'t','policies':[{'permission_groups':[G],"
                        + "'resources':R}]}",
                "/policies/0/effect; {'name':'t','policies':[{'effect':'maybe',"
                        + "'permission_groups':[G],'resources':R}]}",
                "/policies/0/permission_groups; {'name':'t','policies':[{'effect':'allow',"
                        + "'permission_groups':[],'resources':R}]}",
                "/policies/0/permission_groups/0/id; {'name':'t','policies':[{'effect':'allow',"
                        + "'permission_groups':[{}],'resources':R}]}",
                "/policies/0/permission_groups/0/id; {'name':'t','policies':[{'effect':'allow',"
                        + "'permission_groups':[{'id':'x'}],'resources':R}]}",
                "/policies/0/resources; {'name':'t','policies':[{'effect':'allow',"
                        + "'permission_groups':[G],'resources':{}}]}",
                "/policies/0/resources; {'name':'t','policies':[{'effect':'allow',"
                        + "'permission_groups':[G],'resources':{'com.cloudflare.api.account."
                        + "0123456789abcdef0123456789abcdef':{}}}]}",
                "/policies/0/resources; {'name':'t','policies':[{'effect':'allow',"
                        + "'permission_groups':[G],'resources':{'com.example':'*'}}]}",
                "/policies/0/resources; {'name':'t','policies':[{'effect':'allow',"
                        + "'permission_groups':[G],'resources':{'com.cloudflare.api.account.x':"
                        + "'*'}}]}",
                "/policies/0/resources; {'name':'t','policies':[{'effect':'allow',"
                        + "'permission_groups':[G],'resources':{'com.cloudflare.api.account.*':"
                        + "'read'}}]}",
                "/policies/0/resources; {'name':'t','policies':[{'effect':'allow',"
                        + "'permission_groups':[G],'resources':{'com.cloudflare.api.account.*':"
                        + "{'dev.keyferry.ipsec_tunnel.0123456789abcdef0123456789abcdef':'*'}}}]}",
                "/status; {'name':'t','policies':[P],'status':'expired'}",
                "/expires_on; {'name':'t','policies':[P],'expires_on':'tomorrow'}",
                "/expires_on; {'name':'t','policies':[P],'expires_on':'2020-01-01T00:00:00Z'}",
                "/expires_on; {'name':'t','policies':[P],'expires_on':'2027-02-30T00:00:00Z'}",
                "/expires_on; {'name':'t','policies':[P],'expires_on':'2998-01-01T00:00:00Z',"
                        + "'not_before':'2999-01-01T00:00:00Z'}",
                "/not_before; {'name':'t','policies':[P],'not_before':1}",
                "/condition; {'name':'t','policies':[P],'condition':[]}",
                "/condition; {'name':'t','policies':[P],'condition':{'time':{}}}",
                "/condition/request_ip; {'name':'t','policies':[P],"
                        + "'condition':{'request_ip':{'near':[]}}}",
                "/condition/request_ip/in/0; {'name':'t','policies':[P],"
                        + "'condition':{'request_ip':{'in':['example.org']}}}",
                "/condition/request_ip/in/0; {'name':'t','policies':[P],"
                        + "'condition':{'request_ip':{'in':['192.0.2.0/33']}}}",
                "/condition/request_ip/not_in/0; {'name':'t','policies':[P],"
                        + "'condition':{'request_ip':{'not_in':['192.0.2.0/-1']}}}",
            })
    void namesTheFieldThatIsWrong(String pointer, String template) throws Exception {
        String group = "{'id':'" + ACCOUNT_SETTINGS_READ.id() + "'}";
        String body =
                template.replace("[P]", "[" + READER.replace('"', '\'') + "]")
                        .replace("[G]", "[" + group + "]")
                        .replace("R}", everything().replace('"', '\'') + "}")
                        .replace('\'', '"');
        Reply refused = api.post("/user/tokens", body).assertFailure(400, 1022);
        assertThat(refused.pointer()).isEqualTo(pointer);
        assertThat(api.get("/user/tokens").result()).isEmpty();
    }

    @Test
    void aPolicyHasABoundedNumberOfPermissionGroups() throws Exception {
        String group = "{\"id\":\"" + ACCOUNT_SETTINGS_READ.id() + "\"}";
        api.post("/user/tokens", token(repeated(group, MAX_PERMISSIONS))).assertSuccess();
        Reply refused =
                api.post("/user/tokens", token(repeated(group, MAX_PERMISSIONS + 1)))
                        .assertFailure(400, 1022);
        assertThat(refused.pointer()).isEqualTo("/policies/0/permission_groups");
        assertThat(api.get("/user/tokens").result()).hasSize(1);
    }

    private static String repeated(String group, int times) {
        return READER.replace(group, String.join(",", Collections.nCopies(times, group)));
    }

    @Test
    void givesNoAccountsRightForATunnel() throws Exception {
        String id = api.createAccount("a");
        Reply refused =
                api.post("/user/tokens", token(allow(tunnel(id, NOBODY), PSK_SET, OPERATOR)))
                        .assertFailure(400, 1022);
        assertThat(refused.pointer()).isEqualTo("/policies/0/resources");
        assertThat(refused.body()).contains("Operator cannot be given for a single tunnel");
    }

    @Test
    void knowsNoDryRun() throws Exception {
        api.post("/user/tokens?validate_only=true", token(READER)).assertFailure(400, 1022);
        Made made = make(api, token(READER));
        String query = "?validate_only=true";
        api.send("PUT", made.path() + query, "{}").assertFailure(400, 1022);
        api.send("PUT", made.path() + "/value" + query).assertFailure(400, 1022);
        api.send("DELETE", made.path() + query).assertFailure(400, 1022);
        made.client().get("/accounts").assertSuccess();
    }
}

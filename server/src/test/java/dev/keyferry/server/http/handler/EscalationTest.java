package dev.keyferry.server.http.handler;

import static dev.keyferry.server.domain.rights.Permission.ACCOUNT_API_TOKENS_WRITE;
import static dev.keyferry.server.domain.rights.Permission.API_TOKENS_WRITE;
import static dev.keyferry.server.domain.rights.Permission.MAGIC_WAN_READ;
import static dev.keyferry.server.domain.rights.Permission.MAGIC_WAN_WRITE;
import static dev.keyferry.server.domain.rights.Permission.OPERATOR;
import static dev.keyferry.server.domain.rights.Permission.PSK_SET;
import static dev.keyferry.server.http.parts.TokenJsons.account;
import static dev.keyferry.server.http.parts.TokenJsons.allow;
import static dev.keyferry.server.http.parts.TokenJsons.deny;
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
import dev.keyferry.server.http.parts.TokenJsons.Made;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No token gets more out of the API for tokens than it has itself. */
class EscalationTest {
    private static final String TOKENS = "/user/tokens";
    private static final String TUNNEL = "0123456789abcdef0123456789abcdef";
    private static final String MAKER = allow(everything(), API_TOKENS_WRITE);
    private static final String HERE = "\"condition\":{\"request_ip\":{\"in\":[\"127.0.0.0/8\"]}},";

    private ApiFixture api;
    private String own;
    private String other;

    @BeforeEach
    void start() throws Exception {
        api = ApiFixture.start();
        own = api.createAccount("own");
        other = api.createAccount("other");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void makesWhatItHasItselfAndLess() throws Exception {
        TokenClient maker = maker(allow(account(own), MAGIC_WAN_WRITE));
        assertMade(maker, allow(account(own), MAGIC_WAN_WRITE));
        assertMade(maker, allow(account(own), MAGIC_WAN_READ, PSK_SET));
        assertMade(maker, allow(tunnel(own, TUNNEL), PSK_SET));
        assertMade(maker, MAKER, deny(account(own), PSK_SET));
    }

    @Test
    void makesNoOtherPermissionAccountOrWiderScope() throws Exception {
        TokenClient maker = maker(allow(account(own), PSK_SET));
        assertRefused(maker, allow(account(own), MAGIC_WAN_WRITE));
        assertRefused(maker, allow(account(own), MAGIC_WAN_READ));
        assertRefused(maker, allow(account(own), OPERATOR));
        assertRefused(maker, allow(account(other), PSK_SET));
        assertRefused(maker, allow(everything(), PSK_SET));
        assertRefused(maker, MAKER, allow(account(own), PSK_SET), allow(account(other), PSK_SET));
        TokenClient single = maker(allow(tunnel(own, TUNNEL), PSK_SET));
        assertRefused(single, allow(account(own), PSK_SET));
        assertRefused(single, allow(tunnel(own, TUNNEL.replace('0', '1')), PSK_SET));
    }

    @Test
    void makesNothingPastItsOwnDenials() throws Exception {
        String all = allow(account(own), PSK_SET);
        String but = deny(tunnel(own, TUNNEL), PSK_SET);
        TokenClient maker = maker(all, but);
        assertRefused(maker, all);
        assertRefused(maker, allow(tunnel(own, TUNNEL), PSK_SET));
        assertMade(maker, all, but);
        assertMade(maker, all, deny(account(own), PSK_SET));
    }

    @Test
    void makesNothingThatLastsLonger() throws Exception {
        Made made = make(api, tokenWith("\"expires_on\":\"2999-01-01T00:00:00Z\",", MAKER));
        TokenClient maker = made.client();
        send(maker, token(MAKER)).assertFailure(403, 10000);
        send(maker, tokenWith("\"expires_on\":\"2999-01-01T00:00:01Z\",", MAKER))
                .assertFailure(403, 10000);
        send(maker, tokenWith("\"expires_on\":\"2999-01-01T00:00:00Z\",", MAKER)).assertSuccess();
        maker.send("PUT", made.path(), "{\"expires_on\":null}").assertFailure(403, 10000);
        maker.send("PUT", made.path(), "{\"name\":\"mine\"}").assertSuccess();
    }

    @Test
    void makesNothingThatIsGoodFromElsewhere() throws Exception {
        Made made = make(api, tokenWith(HERE, MAKER));
        TokenClient maker = made.client();
        send(maker, token(MAKER)).assertFailure(403, 10000);
        send(maker, tokenWith(HERE.replace("127.0.0.0/8", "0.0.0.0/0"), MAKER))
                .assertFailure(403, 10000);
        send(maker, tokenWith(HERE.replace("127.0.0.0/8", "127.0.0.1"), MAKER)).assertSuccess();
        maker.send("PUT", made.path(), "{\"condition\":null}").assertFailure(403, 10000);
    }

    @Test
    void doesNotWidenItself() throws Exception {
        Made made = make(api, token(MAKER, allow(account(own), PSK_SET)));
        String wider = "{\"policies\":[%s,%s]}".formatted(MAKER, allow(everything(), PSK_SET));
        made.client().send("PUT", made.path(), wider).assertFailure(403, 10000);
        made.client().send("PUT", made.path(), "{\"policies\":[" + MAKER + "]}").assertSuccess();
        // What it gave away is gone for good.
        String former = "{\"policies\":[%s,%s]}".formatted(MAKER, allow(account(own), PSK_SET));
        made.client().send("PUT", made.path(), former).assertFailure(403, 10000);
    }

    @Test
    void laysNoHandsOnAStrongerToken() throws Exception {
        TokenClient maker = maker(allow(account(own), PSK_SET));
        Made stronger = make(api, token(allow(everything(), MAGIC_WAN_WRITE)));
        String before = api.get(stronger.path()).result().toString();
        String weaker = "{\"policies\":[%s]}".formatted(allow(account(own), PSK_SET));
        for (String body : new String[] {"{\"status\":\"disabled\"}", weaker, "{}"}) {
            maker.send("PUT", stronger.path(), body).assertFailure(403, 10000);
        }
        maker.send("PUT", stronger.path() + "/value", "{}").assertFailure(403, 10000);
        maker.send("DELETE", stronger.path(), "").assertFailure(403, 10000);
        assertThat(api.get(stronger.path()).result().toString()).isEqualTo(before);
        stronger.client().get("/user/tokens/verify").assertSuccess();

        Made equal = make(api, token(allow(account(own), PSK_SET)));
        maker.send("PUT", equal.path() + "/value", "").assertSuccess();
        maker.send("DELETE", equal.path(), "").assertSuccess();
    }

    @Test
    void doesNotReachTheAdministratorsToken() throws Exception {
        TokenClient maker = make(api, token(allow(everything(), all()))).client();
        String id = api.get("/user/tokens/verify").result().path("id").asString();
        assertThat(maker.get(TOKENS).assertSuccess().body()).doesNotContain(id);
        maker.get(TOKENS + "/" + id).assertFailure(404, 19404);
        maker.send("PUT", TOKENS + "/" + id + "/value", "").assertFailure(404, 19404);
        maker.send("PUT", TOKENS + "/" + id, "{\"status\":\"disabled\"}").assertFailure(404, 19404);
        maker.send("DELETE", TOKENS + "/" + id, "").assertFailure(404, 19404);
        api.get("/accounts").assertSuccess();
    }

    @Test
    void anAccountsTokenMakesTokensOfThatAccountOnly() throws Exception {
        String tokens = "/accounts/" + own + "/tokens";
        String policy = allow(account(own), ACCOUNT_API_TOKENS_WRITE, PSK_SET);
        TokenClient maker = make(api, tokens, token(policy)).client();
        maker.send("POST", tokens, token(policy)).assertSuccess();
        maker.send("POST", tokens, token(allow(account(own), MAGIC_WAN_WRITE)))
                .assertFailure(403, 10000);
        send(maker, token(policy)).assertFailure(403, 10000);
        maker.send("POST", "/accounts/" + other + "/tokens", token(allow(account(other), PSK_SET)))
                .assertFailure(403, 10000);
        maker.get(TOKENS).assertFailure(403, 10000);
    }

    @Test
    void aTokenForTheTokensOfOneAccountMakesNoneOfTheDeployment() throws Exception {
        TokenClient maker =
                make(api, token(allow(account(own), API_TOKENS_WRITE, PSK_SET))).client();
        send(maker, token(allow(account(own), PSK_SET))).assertFailure(403, 10000);
        maker.get(TOKENS).assertFailure(403, 10000);
    }

    @Test
    void aTokenThatWasNarrowedMakesNoMoreThanItIsThen() throws Exception {
        Made made = make(api, token(MAKER, allow(account(own), PSK_SET)));
        assertMade(made.client(), allow(account(own), PSK_SET));
        api.send("PUT", made.path(), "{\"policies\":[" + MAKER + "]}").assertSuccess();
        assertRefused(made.client(), allow(account(own), PSK_SET));
    }

    private TokenClient maker(String... policies) throws Exception {
        String[] all = new String[policies.length + 1];
        all[0] = MAKER;
        System.arraycopy(policies, 0, all, 1, policies.length);
        return make(api, token(all)).client();
    }

    private static Permission[] all() {
        return Permission.values();
    }

    private static void assertMade(TokenClient maker, String... policies) throws Exception {
        send(maker, token(policies)).assertSuccess();
    }

    private void assertRefused(TokenClient maker, String... policies) throws Exception {
        int before = api.get(TOKENS).result().size();
        send(maker, token(policies)).assertFailure(403, 10000);
        assertThat(api.get(TOKENS).result()).hasSize(before);
    }

    private static Reply send(TokenClient maker, String body) throws Exception {
        return maker.send("POST", TOKENS, body);
    }
}

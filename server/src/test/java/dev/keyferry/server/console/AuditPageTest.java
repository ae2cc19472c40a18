package dev.keyferry.server.console;

import static dev.keyferry.server.http.parts.TokenJsons.account;
import static dev.keyferry.server.http.parts.TokenJsons.allow;
import static dev.keyferry.server.http.parts.TokenJsons.everything;
import static dev.keyferry.server.http.parts.TokenJsons.make;
import static dev.keyferry.server.http.parts.TokenJsons.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.server.console.page.AuditPage;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.http.parts.ApiFixture;
import dev.keyferry.server.http.parts.Reply;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page of the audit. */
class AuditPageTest {
    private static final String KEY = "qV7mZ2xKd9RtB4nW8sYc3HfJ6pLg5TzA";
    private static final Pattern ACTION = Pattern.compile("<th scope=\"row\">([^<]+)<");

    private ApiFixture api;
    private String account;
    private String tunnels;

    @BeforeEach
    void start() throws Exception {
        api = ApiFixture.start();
        account = api.createAccount("Acme & <b>Sons</b>");
        tunnels = "/accounts/" + account + "/magic/ipsec_tunnels";
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void tellsWhoDidWhatToWhichTunnel() throws Exception {
        String berlin = api.createTunnel(tunnels, "berlin");
        api.post(
                        tunnels + "/psk",
                        "{\"psks\":[{\"id\":\"%s\",\"psk\":\"%s\"}]}".formatted(berlin, KEY))
                .assertSuccess();

        Reply page = Browser.operator(api).get("/audit?account=" + account);

        assertThat(actions(page)).containsExactly("set PSKs", "create tunnels", "create account");
        assertThat(page.body())
                .contains("key set v1: berlin", "tunnel created", "administrator", "127.0.0.1")
                .doesNotContain(KEY, "<b>Sons");
        assertThat(page.header("cache-control")).contains("no-store");
    }

    @Test
    void narrowsTheListByTimeActionAndActor() throws Exception {
        api.createTunnel(tunnels, "berlin");
        Browser browser = Browser.operator(api);
        String all = "/audit?account=" + account;
        LocalDate today = LocalDate.now(ZoneOffset.UTC);

        assertThat(actions(browser.get(all + "&action=create_account")))
                .containsExactly("create account");
        assertThat(actions(browser.get(all + "&since=" + today.plusDays(2)))).isEmpty();
        assertThat(actions(browser.get(all + "&before=" + today.minusDays(2)))).isEmpty();
        assertThat(actions(browser.get(all + "&before=" + today.plusDays(2)))).hasSize(2);
        assertThat(actions(browser.get(all + "&actor=administrator"))).hasSize(2);
        assertThat(actions(browser.get(all + "&actor=nobody"))).isEmpty();
        Reply wrong = browser.get(all + "&since=yesterday&actor=%3Ci%3E");
        assertThat(actions(wrong)).isEmpty();
        assertThat(wrong.body()).contains("since must be a date").doesNotContain("<i>");
    }

    @Test
    void pagesThroughTheRecords() throws Exception {
        for (int i = 0; i < AuditPage.PER_PAGE; i++) {
            api.createTunnel(tunnels, "t-" + i);
        }
        Browser browser = Browser.operator(api);

        Reply first = browser.get("/audit?account=" + account);
        Reply second = browser.get("/audit?account=" + account + "&page=2");

        assertThat(actions(first)).hasSize(AuditPage.PER_PAGE).containsOnly("create tunnels");
        assertThat(first.body()).contains("account=" + account + "&amp;page=2\">Older");
        assertThat(actions(second)).containsExactly("create account");
        assertThat(second.body()).contains(">Newer</a>").doesNotContain(">Older</a>");
        assertThat(browser.get("/audit?account=" + account + "&page=999999").body())
                .contains("narrow the list by since and before");
    }

    @Test
    void showsWhatTheTokenMayReadAndNoMore() throws Exception {
        String elsewhere = api.createAccount("elsewhere");
        Browser own = as(allow(account(account), Permission.AUDIT_READ));
        Browser all = as(allow(everything(), Permission.AUDIT_READ));
        Browser none = as(allow(account(account), Permission.MAGIC_WAN_WRITE));

        assertThat(actions(own.get("/audit?account=" + account))).containsExactly("create account");
        for (String path : List.of("/audit?account=" + elsewhere, "/audit?all=yes")) {
            Reply refused = own.get(path);
            assertThat(actions(refused)).as(path).isEmpty();
            assertThat(refused.body()).contains("may not read this audit");
        }
        assertThat(actions(all.get("/audit?all=yes"))).contains("create token", "create account");
        assertThat(own.get("/audit?account=" + account).body()).doesNotContain("?all=yes");
        // The audit tells of tunnels by their ids; names are for who may read them.
        String berlin = api.createTunnel(tunnels, "berlin");
        api.post(tunnels + "/" + berlin + "/psk_generate", "{}").assertSuccess();
        assertThat(own.get("/audit?account=" + account).body()).contains("key set v1: " + berlin);
        assertThat(actions(none.get("/audit?account=" + account))).isEmpty();
    }

    private static List<String> actions(Reply page) {
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        return ACTION.matcher(page.body()).results().map(match -> match.group(1)).toList();
    }

    private Browser as(String policy) throws Exception {
        return Browser.signedIn(api.address(), make(api, token(policy)).client().token());
    }
}

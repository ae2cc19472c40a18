package dev.keyferry.server.console;

import static dev.keyferry.server.http.parts.TokenJsons.account;
import static dev.keyferry.server.http.parts.TokenJsons.allow;
import static dev.keyferry.server.http.parts.TokenJsons.everything;
import static dev.keyferry.server.http.parts.TokenJsons.make;
import static dev.keyferry.server.http.parts.TokenJsons.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.http.parts.ApiFixture;
import dev.keyferry.server.http.parts.Reply;
import dev.keyferry.server.http.parts.TokenJsons.Made;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pages of API tokens. */
class TokensPageTest {
    private static final Pattern VALUE = Pattern.compile("<pre id=\"value\"[^>]*>([^<]+)</pre>");
    private static final Pattern ROW = Pattern.compile("<th scope=\"row\">([^<]+)<");

    private ApiFixture api;
    private String account;

    @BeforeEach
    void start() throws Exception {
        api = ApiFixture.start();
        account = api.createAccount("acme");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void makesATokenAndShowsItOnce() throws Exception {
        Browser browser = Browser.operator(api);
        String place = "?account=" + account;
        Map<String, String> form = browser.form("/tokens/new" + place);
        form.put("name", "<b>ci</b>");
        form.put("permission", Permission.AUDIT_READ.id());
        form.put("days", "90");

        Reply made = browser.post("/tokens/new", form);

        String value = value(made);
        assertThat(value).startsWith("kf_");
        assertThat(made.header("cache-control")).contains("no-store");
        assertThat(made.body()).contains("&lt;b&gt;ci&lt;/b&gt;").doesNotContain("<b>ci");
        Reply list = browser.get("/tokens" + place);
        assertThat(rows(list)).containsExactly("&lt;b&gt;ci&lt;/b&gt;");
        assertThat(list.body())
                .contains("Audit Read on account " + account, "active")
                .doesNotContain(value);
        assertThat(api.as(value).get("/accounts/" + account + "/audit_logs").status())
                .isEqualTo(200);
        assertThat(api.as(value).get("/accounts/" + account + "/tokens").status()).isEqualTo(403);
        Reply again = browser.post("/tokens/new", form);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body()).contains("Nothing was done").doesNotContain(value);
        assertThat(rows(browser.get("/tokens" + place))).hasSize(1);
    }

    @Test
    void makesNoTokenAgainThatWasDeletedWhenTheAnswerFromBeforeIsLoadedAgain() throws Exception {
        Browser browser = Browser.operator(api);
        String place = "?account=" + account;
        Map<String, String> create = filled(browser.form("/tokens/new" + place));
        value(browser.post("/tokens/new", create));
        String id = id(browser.get("/tokens" + place));
        Map<String, String> delete =
                browser.form("/tokens/change" + place + "&token=" + id + "&do=delete");
        delete.put("sure", "yes");
        assertThat(browser.post("/tokens/change", delete).status()).isEqualTo(200);

        assertThat(browser.post("/tokens/new", create).status()).isEqualTo(409);
        assertThat(rows(browser.get("/tokens" + place))).isEmpty();
    }

    @Test
    void makesNoTokenBesideOneThatTheFormOfAnotherTabMade() throws Exception {
        Browser browser = Browser.operator(api);
        String path = "/tokens/new?account=" + account;
        Map<String, String> first = filled(browser.form(path));
        Map<String, String> second = filled(browser.form(path));
        value(browser.post("/tokens/new", second));

        Reply late = browser.post("/tokens/new", first);

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body()).contains("Another token was made since this form was");
        value(browser.post("/tokens/new", filled(Browser.fields(late))));
        assertThat(rows(browser.get("/tokens?account=" + account))).hasSize(2);
    }

    @Test
    void refusesATokenThatIsNone() throws Exception {
        Browser browser = Browser.operator(api);
        Map<String, String> form = browser.form("/tokens/new?account=" + account);
        form.put("name", "ci");
        form.put("days", "");
        assertRefused(browser, form);
        form.put("permission", "0".repeat(32));
        assertRefused(browser, form);
        form.put("permission", Permission.AUDIT_READ.id());
        for (String days : List.of("0", "3651", "-1", "x")) {
            form.put("days", days);
            assertRefused(browser, form);
        }
        assertThat(rows(browser.get("/tokens?account=" + account))).isEmpty();
    }

    @Test
    void keepsWhatWasTypedWhereItIsRefused() throws Exception {
        Browser browser = Browser.operator(api);
        Map<String, String> form = browser.form("/tokens/new?account=" + account);
        form.put("name", "<b>ci</b>");
        form.put("permission", Permission.PSK_SET.id());
        form.put("days", "3651");

        Reply refused = browser.post("/tokens/new", form);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(Browser.title(refused)).isEqualTo("Not done: New token of acme");
        assertThat(refused.body())
                .contains("name=\"name\" value=\"&lt;b>ci&lt;/b>\"", "value=\"3651\"")
                .contains("value=\"" + Permission.PSK_SET.id() + "\" checked>")
                .contains("value=\"" + Permission.AUDIT_READ.id() + "\">")
                .doesNotContain("<b>ci");
        form.putAll(Browser.fields(refused));
        form.put("days", "");
        Reply made = browser.post("/tokens/new", form);
        assertThat(value(made)).startsWith("kf_");
        assertThat(Browser.title(made)).isEqualTo("Made &lt;b&gt;ci&lt;/b&gt;");
        assertThat(browser.post("/tokens/new", form).body())
                .contains(
                        "id=\"days\" name=\"days\" type=\"number\" min=\"1\" max=\"3650\" value=\"\"");
    }

    @Test
    void showsTokensFiftyAtATimeWithTheFirstPoliciesOfEach() throws Exception {
        String policy = allow(account(account), Permission.AUDIT_READ);
        make(
                api,
                "/accounts/" + account + "/tokens",
                token(policy, policy, policy, policy, policy));
        for (int i = 1; i < 50; i++) {
            made(policy);
        }
        String last = made(policy);
        Browser browser = Browser.operator(api);
        String place = "?account=" + account;

        Reply first = browser.get("/tokens" + place);
        assertThat(rows(first)).hasSize(50);
        assertThat(first.body())
                .contains("and 2 more that the API lists", "page=2\">Next")
                .doesNotContain(last, "Former");
        assertThat(first.body().split("Audit Read on account", -1)).hasSize(1 + 3 + 49);
        Reply second = browser.get("/tokens" + place + "&page=2");
        assertThat(rows(second)).hasSize(1);
        assertThat(second.body()).contains(last, "Former").doesNotContain("Next</a>");
        assertThat(browser.get("/tokens" + place + "&page=3").body())
                .contains("No token is on this page.");
        assertThat(browser.get("/tokens" + place + "&page=0").status()).isEqualTo(400);
    }

    @Test
    void neitherRollsNorDeletesATokenUnlessThatIsAsked() throws Exception {
        Made made =
                make(
                        api,
                        "/accounts/" + account + "/tokens",
                        token(allow(account(account), Permission.AUDIT_READ)));
        String id = made.path().substring(made.path().lastIndexOf('/') + 1);
        Browser browser = Browser.operator(api);
        String change = "/tokens/change?account=" + account + "&token=" + id;
        for (String action : new String[] {"", "ROLL", "x"}) {
            Map<String, String> form = browser.form(change + "&do=roll");
            form.put("sure", "yes");
            form.put("do", action);
            assertThat(browser.post("/tokens/change", form).status()).as(action).isEqualTo(400);
        }
        Map<String, String> form = browser.form(change + "&do=roll");
        form.put("sure", "yes");
        form.remove("do");
        assertThat(browser.post("/tokens/change", form).status()).isEqualTo(400);
        assertThat(browser.get(change).status()).isEqualTo(400);
        assertThat(made.client().get("/accounts/" + account + "/audit_logs").status())
                .isEqualTo(200);
    }

    @Test
    void rollsATokenOnceThatIsConfirmed() throws Exception {
        String path = made(allow(account(account), Permission.AUDIT_READ));
        Browser browser = Browser.operator(api);
        String change = "/tokens/change?account=" + account + "&token=" + path + "&do=roll";
        Map<String, String> form = browser.form(change);

        Reply asked = browser.post("/tokens/change", form);
        assertThat(asked.status()).isEqualTo(400);
        form = Browser.fields(asked);
        form.put("sure", "yes");
        Reply rolled = browser.post("/tokens/change", form);
        assertThat(Browser.title(asked)).isEqualTo("Not done: Roll t");
        assertThat(Browser.title(rolled)).isEqualTo("Rolled t");

        String value = value(rolled);
        assertThat(api.as(value).get("/accounts/" + account + "/audit_logs").status())
                .isEqualTo(200);
        Reply again = browser.post("/tokens/change", form);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body()).doesNotContain(value);
        assertThat(api.as(value).get("/accounts/" + account + "/audit_logs").status())
                .isEqualTo(200);
    }

    @Test
    void deletesATokenOnceThatIsConfirmed() throws Exception {
        String path = made(allow(account(account), Permission.AUDIT_READ));
        Browser browser = Browser.operator(api);
        String change = "/tokens/change?account=" + account + "&token=" + path + "&do=delete";
        Map<String, String> form = browser.form(change);

        Reply asked = browser.post("/tokens/change", form);
        assertThat(asked.status()).isEqualTo(400);
        assertThat(rows(browser.get("/tokens?account=" + account))).hasSize(1);
        form = Browser.fields(asked);
        form.put("sure", "yes");
        assertThat(Browser.title(browser.post("/tokens/change", form))).isEqualTo("Deleted t");

        assertThat(rows(browser.get("/tokens?account=" + account))).isEmpty();
        assertThat(browser.post("/tokens/change", form).status()).isEqualTo(404);
    }

    @Test
    void showsAndChangesWhatTheTokenMayAndNoMore() throws Exception {
        String strong = made(allow(account(account), Permission.MAGIC_WAN_WRITE));
        String elsewhere = api.createAccount("elsewhere");
        String place = "?account=" + account;
        Browser reader = as(allow(account(account), Permission.ACCOUNT_API_TOKENS_READ));
        Browser writer = as(allow(account(account), Permission.ACCOUNT_API_TOKENS_WRITE));
        Browser none = as(allow(account(account), Permission.MAGIC_WAN_WRITE));
        Browser all = as(allow(everything(), Permission.API_TOKENS_READ));

        assertThat(rows(reader.get("/tokens" + place))).containsExactly("t");
        assertThat(reader.get("/tokens" + place).body()).doesNotContain("Make a token", ">Roll<");
        assertThat(rows(none.get("/tokens" + place))).isEmpty();
        assertThat(rows(reader.get("/tokens?account=" + elsewhere))).isEmpty();
        assertThat(rows(reader.get("/tokens?all=yes"))).isEmpty();
        assertThat(rows(all.get("/tokens?all=yes"))).hasSizeGreaterThan(3);
        assertThat(rows(all.get("/tokens" + place))).isEmpty();
        String change = "/tokens/change" + place + "&token=" + strong + "&do=roll";
        for (Browser who : List.of(reader, none, all)) {
            assertThat(who.get("/tokens/new" + place).status()).isEqualTo(403);
            assertThat(who.get(change).status()).isEqualTo(403);
        }
        // Nobody lays hands on a token that may do more than their own.
        Map<String, String> roll = writer.form(change);
        roll.put("sure", "yes");
        assertThat(writer.post("/tokens/change", roll).status()).isEqualTo(403);
        Map<String, String> stronger = writer.form("/tokens/new" + place);
        stronger.put("name", "stronger");
        stronger.put("days", "");
        stronger.put("permission", Permission.MAGIC_WAN_WRITE.id());
        assertThat(writer.post("/tokens/new", stronger).status()).isEqualTo(403);
        Map<String, String> weaker = writer.form("/tokens/new" + place);
        weaker.put("name", "weaker");
        weaker.put("days", "");
        weaker.put("permission", Permission.ACCOUNT_API_TOKENS_READ.id());
        assertThat(value(writer.post("/tokens/new", weaker))).startsWith("kf_");
        roll = writer.form(change);
        roll.put("sure", "yes");
        roll.put("account", elsewhere);
        assertThat(writer.post("/tokens/change", roll).status()).isEqualTo(403);
    }

    @Test
    void takesAFormOfItsOwnPagesOnly() throws Exception {
        Browser browser = Browser.operator(api);
        Map<String, String> form = browser.form("/tokens/new?account=" + account);
        form.put("name", "ci");
        form.put("permission", Permission.AUDIT_READ.id());

        assertThat(browser.post("/tokens/new", form, "Sec-Fetch-Site: cross-site").status())
                .isEqualTo(403);
        assertThat(new Browser(api.address()).post("/tokens/new", form).status()).isEqualTo(303);
        form.put("form", "A".repeat(43));
        assertThat(browser.post("/tokens/new", form).status()).isEqualTo(403);
        assertThat(rows(browser.get("/tokens?account=" + account))).isEmpty();
    }

    private static Map<String, String> filled(Map<String, String> form) {
        form.put("name", "ci");
        form.put("permission", Permission.AUDIT_READ.id());
        form.put("days", "90");
        return form;
    }

    /** Sends the form, and gives it the number of the one that is shown again. */
    private static void assertRefused(Browser browser, Map<String, String> form) throws Exception {
        Reply refused = browser.post("/tokens/new", form);
        assertThat(refused.status()).as(form.toString()).isEqualTo(400);
        form.putAll(Browser.fields(refused));
    }

    /** Of the only token on the page. */
    private static String id(Reply page) {
        return page.body().replaceFirst("(?s).*<small><code>([0-9a-f]{32})</code>.*", "$1");
    }

    private static String value(Reply page) {
        Matcher value = VALUE.matcher(page.body());
        assertThat(value.find()).as(page.body()).isTrue();
        return value.group(1);
    }

    private static List<String> rows(Reply page) {
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        return ROW.matcher(page.body()).results().map(match -> match.group(1)).toList();
    }

    /** Makes a token of the account, and returns its id. */
    private String made(String policy) throws Exception {
        String path = make(api, "/accounts/" + account + "/tokens", token(policy)).path();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private Browser as(String policy) throws Exception {
        return Browser.signedIn(api.address(), make(api, token(policy)).client().token());
    }
}

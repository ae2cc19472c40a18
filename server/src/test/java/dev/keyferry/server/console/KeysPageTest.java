package dev.keyferry.server.console;

import static dev.keyferry.server.http.parts.TokenJsons.allow;
import static dev.keyferry.server.http.parts.TokenJsons.make;
import static dev.keyferry.server.http.parts.TokenJsons.token;
import static dev.keyferry.server.http.parts.TokenJsons.tunnel;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.server.console.page.keys.KeysPage;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.http.parts.ApiFixture;
import dev.keyferry.server.http.parts.Reply;
import dev.keyferry.server.usecase.PskEntry;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The page that sets many keys. */
class KeysPageTest {
    private static final String HEADER = "tunnel,psk\n";
    private static final String KEY = "qV7mZ2xKd9RtB4nW8sYc3HfJ6pLg5TzA";
    private static final String OTHER = "wE5tY7uI9oP1aS3dF5gH7jK9lZ2xC4vB";
    private static final Pattern STAMP = Pattern.compile("name=\"stamp\" value=\"([^\"]+)\"");
    private static final Pattern FIELD =
            Pattern.compile("type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");

    private ApiFixture api;
    private String account;
    private String tunnels;
    private String berlin;

    @BeforeEach
    void start() throws Exception {
        api = ApiFixture.start();
        account = api.createAccount("Acme & <b>Sons</b>");
        tunnels = "/accounts/" + account + "/magic/ipsec_tunnels";
        berlin = api.createTunnel(tunnels, "berlin");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void tellsLineByLineWhatWouldHappenAndDoesNothing() throws Exception {
        String text =
                HEADER
                        + "berlin,"
                        + KEY
                        + "\nvienna,"
                        + OTHER
                        + "\nmunich,short\nzurich,hunter2hunter2\n<i>marker</i>,\"x,y\"\n";
        api.createTunnel(tunnels, "munich");
        api.createTunnel(tunnels, "zurich");
        Browser browser = operator();

        Reply checked = check(browser, text);

        assertThat(checked.status()).as(checked.body()).isEqualTo(200);
        assertThat(rows(checked, "refused-rows"))
                .contains("vienna", "unknown-tunnel", "munich", "key-too-short")
                .doesNotContain("berlin", "zurich");
        assertThat(rows(checked, "remarked-rows")).contains("zurich", "weak");
        assertThat(rows(checked, "plain-rows")).contains("berlin", "first key");
        assertThat(checked.body())
                .contains("Set 2 keys of Acme &amp; &lt;b&gt;Sons&lt;/b&gt;")
                .doesNotContain(KEY, OTHER, "short\n", "hunter2", "marker", "<b>Sons");
        assertThat(checked.header("cache-control")).contains("no-store");
        assertThat(version(berlin)).isZero();
    }

    @Test
    void setsWhatWasCheckedAndTellsTheOutcome() throws Exception {
        Browser browser = operator();
        String text = HEADER + "berlin," + KEY + "\nvienna," + OTHER + "\n";

        Reply set = set(browser, text, stamp(check(browser, text)));

        assertThat(set.status()).as(set.body()).isEqualTo(200);
        assertThat(set.body())
                .contains("unserved v1", "line,tunnel,reason\n3,vienna,", "unknown-tunnel")
                .doesNotContain(KEY, OTHER);
        assertThat(version(berlin)).isEqualTo(1);
        Reply again = check(browser, text);
        assertThat(rows(again, "plain-rows")).contains("after v1");
    }

    @Test
    void namesTheTunnelOfAnIdAndSetsItsKey() throws Exception {
        Browser browser = operator();
        String text = "[{\"id\":\"" + berlin + "\",\"psk\":\"" + KEY + "\"}]";

        set(browser, text, stamp(check(browser, text)));

        assertThat(version(berlin)).isEqualTo(1);
    }

    @Test
    void refusesAnyOtherTextThanTheOneThatWasChecked() throws Exception {
        Browser browser = operator();
        String text = HEADER + "berlin," + KEY + "\n";
        String stamp = stamp(check(browser, text));
        Browser other = operator();

        for (String sent : new String[] {text.replace(KEY, OTHER), text + "\n", text + " "}) {
            Reply refused = set(browser, sent, stamp);
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.body()).contains("not the text that was checked", "role=\"alert\"");
        }
        assertThat(set(browser, text, "").status()).isEqualTo(409);
        assertThat(set(other, text, stamp).status()).isEqualTo(409);
        Map<String, String> accepting = form(browser, text, "set", stamp);
        accepting.put("neighbours", "yes");
        assertThat(browser.post("/keys", accepting).status()).isEqualTo(409);
        assertThat(version(berlin)).isZero();
        assertThat(set(browser, text.replace("\n", "\r\n"), stamp).status()).isEqualTo(200);
        assertThat(version(berlin)).isEqualTo(1);
    }

    @Test
    void refusesWhatIsNoFileOfKeysWithoutQuotingIt() throws Exception {
        Browser browser = operator();
        String slipped = HEADER + "berlin," + KEY + "\nmunich," + KEY + "\n";

        for (String text : new String[] {"berlin," + KEY, HEADER, HEADER + "berlin,\"" + KEY}) {
            Reply refused = check(browser, text);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.body())
                    .contains("Nothing was set", "the key file cannot be used")
                    .doesNotContain(KEY, "name=\"stamp\"");
        }
        Reply neighbours = check(browser, slipped);
        assertThat(rows(neighbours, "refused-rows")).contains("equal-neighbour");
        assertThat(neighbours.body()).doesNotContain("name=\"stamp\"");
        Map<String, String> accepting = form(browser, slipped, "check", "");
        accepting.put("neighbours", "yes");
        assertThat(browser.post("/keys", accepting).body()).contains("name=\"stamp\"");
    }

    @Test
    void sendsOneCallForEachRequestOfAScript() throws Exception {
        int count = KeysPage.PER_CALL + 2;
        api.post(
                        tunnels,
                        IntStream.range(0, count)
                                .mapToObj(i ->
                                        "{\"name\":\"t-%d\",\"cloudflare_endpoint\":\"203.0.113.1\",\"interface_address\":\"10.0.0.0/31\"}"
                                                .formatted(i))
                                .collect(joining(",", "{\"ipsec_tunnels\":[", "]}")))
                .assertSuccess();
        String text =
                IntStream.range(0, count)
                        .mapToObj(i -> "t-" + i + "," + KEY + i + "\n")
                        .collect(joining("", HEADER, "nowhere," + KEY + "\n"));
        Browser browser = operator();
        Map<String, String> form = form(browser, text, "set", stamp(check(browser, text)));

        Reply first = script(browser, form);

        assertThat(first.body())
                .startsWith("<div id=\"result\">")
                .contains("1000 of 1003 lines", ">t-999<")
                .doesNotContain(">t-1000<", KEY);
        Map<String, String> next = new HashMap<>();
        FIELD.matcher(first.body()).results().forEach(f -> next.put(f.group(1), f.group(2)));
        next.put("keys", text);
        assertThat(next).containsEntry("unserved", "1000").containsEntry("from", "1000");
        Reply second = script(browser, next);

        assertThat(second.body())
                .startsWith("<div id=\"far\"")
                .contains("<strong>1002</strong>", "<strong>1</strong>", ">t-1001<", "1004,nowhere")
                .doesNotContain(">t-999<", "hx-trigger", KEY);
        next.put("keys", text + " ");
        assertThat(script(browser, next).body())
                .startsWith("<p id=\"far\"")
                .contains("Nothing more was set: this is not the text that was checked");
    }

    @Test
    void setsAllInOneRequestWithoutScripts() throws Exception {
        int count = KeysPage.PER_CALL + 2;
        String text =
                IntStream.range(0, count)
                        .mapToObj(i -> "t-" + i + "," + KEY + i + "\n")
                        .collect(joining("", HEADER, "berlin," + KEY + "\n"));
        Browser browser = operator();

        Reply set = set(browser, text, stamp(check(browser, text)));

        assertThat(set.body())
                .startsWith("<!doctype html>")
                .contains("<strong>1002</strong>", ">berlin<", "2,t-0,", "1003,t-1001,")
                .doesNotContain("hx-trigger=\"load");
        assertThat(version(berlin)).isEqualTo(1);
    }

    @Test
    void setsTheKeysThatTheTokenMaySetAndNoOther() throws Exception {
        String munich = api.createTunnel(tunnels, "munich");
        Browser setter = as(Permission.PSK_SET);
        Browser reader = as(Permission.MAGIC_WAN_READ);
        String byName = HEADER + "berlin," + KEY + "\nmunich," + OTHER + "\n";
        String byId = HEADER + berlin + "," + KEY + "\n" + munich + "," + OTHER + "\n";

        // Who may not read a tunnel learns nothing of its name.
        assertThat(rows(check(setter, byName), "refused-rows"))
                .contains("berlin", "munich", "unknown-tunnel");
        Reply checked = check(setter, byId);
        assertThat(rows(checked, "refused-rows")).contains(">3<", "not-permitted").doesNotContain(munich);
        set(setter, byId, stamp(checked));

        assertThat(version(berlin)).isEqualTo(1);
        assertThat(version(munich)).isZero();
        assertThat(check(reader, byId).status()).isEqualTo(403);
        assertThat(reader.get("/keys?account=" + account).body())
                .contains("This token may not set keys of the account")
                .doesNotContain("<textarea");
        String elsewhere = api.createAccount("elsewhere");
        Map<String, String> foreign = form(setter, byId, "check", "");
        foreign.put("account", elsewhere);
        assertThat(setter.post("/keys", foreign).status()).isEqualTo(403);
    }

    @Test
    void readsItsFormForWhoIsSignedInAndSentItFromItsPageOnly() throws Exception {
        Browser browser = operator();
        String text = HEADER + "berlin," + KEY + "\n";
        Map<String, String> form = form(browser, text, "set", stamp(check(browser, text)));
        Map<String, String> foreign = new HashMap<>(form);
        foreign.put("form", Browser.ticket(operator().get("/")));

        assertThat(browser.post("/keys", foreign).status()).isEqualTo(403);
        for (String site : new String[] {"cross-site", "same-site", "none"}) {
            assertThat(browser.post("/keys", form, "Sec-Fetch-Site: " + site).status())
                    .as(site)
                    .isEqualTo(403);
        }
        assertThat(browser.post("/keys", form, "X-Nothing: 1").status()).isEqualTo(403);
        assertThat(new Browser(api.address()).post("/keys", form).status()).isEqualTo(303);
        assertThat(version(berlin)).isZero();
    }

    @Test
    void takesTenThousandLinesAndFourMebibytesAndNoMore() throws Exception {
        Browser browser = operator();
        String most =
                IntStream.range(0, PskEntry.MAX_ENTRIES)
                        .mapToObj(i -> "t-" + i + "," + i + KEY + "\n")
                        .collect(joining("", HEADER, ""));

        Reply full = check(browser, most);
        Reply over = check(browser, most + "one,more\n");

        assertThat(full.status()).isEqualTo(200);
        assertThat(full.body()).contains("<strong>10000</strong> <span>refused");
        assertThat(over.status()).isEqualTo(400);
        assertThat(over.body()).contains("more than 10000 entries");
        int rest = KeysPage.MAX_BYTES - "account=&step=&stamp=&keys=&form=".length() - 200;
        assertThat(check(browser, "a".repeat(rest)).status()).isEqualTo(400);
        assertThat(check(browser, "a".repeat(KeysPage.MAX_BYTES)).status()).isEqualTo(413);
    }

    private Reply check(Browser browser, String text) throws Exception {
        return browser.post("/keys", form(browser, text, "check", ""));
    }

    private Reply set(Browser browser, String text, String stamp) throws Exception {
        return browser.post("/keys", form(browser, text, "set", stamp));
    }

    private Reply script(Browser browser, Map<String, String> form) throws Exception {
        Reply reply =
                browser.post(
                        "/keys",
                        form,
                        "Sec-Fetch-Site: same-origin",
                        "Origin: http://" + browser.host(),
                        "HX-Request: true");
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply;
    }

    private Map<String, String> form(Browser browser, String text, String step, String stamp)
            throws Exception {
        Map<String, String> form = new HashMap<>();
        form.put("form", Browser.ticket(browser.get("/")));
        form.put("account", account);
        form.put("keys", text);
        form.put("step", step);
        form.put("stamp", stamp);
        return form;
    }

    private static String stamp(Reply checked) {
        Matcher stamp = STAMP.matcher(checked.body());
        assertThat(stamp.find()).as(checked.body()).isTrue();
        return stamp.group(1);
    }

    /** The table below a heading. */
    private static String rows(Reply page, String heading) {
        assertThat(page.body()).contains("id=\"" + heading + "\"");
        String from = page.body().substring(page.body().indexOf("id=\"" + heading + "\""));
        return from.substring(0, from.indexOf("</table>"));
    }

    /** Of the tunnel's present key; 0 without one. */
    private long version(String tunnel) throws Exception {
        for (JsonNode listed :
                api.get("/accounts/" + account + "/keyferry/psks").assertSuccess().result()) {
            if (listed.path("id").asString("").equals(tunnel)) {
                return listed.path("psk").path("version").asLong(0);
            }
        }
        return 0;
    }

    private Browser operator() throws Exception {
        return Browser.signedIn(
                api.address(), api.authorization().replace("Authorization: Bearer ", ""));
    }

    /** Somebody who may do these things with the tunnel berlin. */
    private Browser as(Permission... permissions) throws Exception {
        return Browser.signedIn(
                api.address(),
                make(api, token(allow(tunnel(account, berlin), permissions))).client().token());
    }
}

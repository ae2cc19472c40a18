package dev.keyferry.server.console;

import static dev.keyferry.server.console.KeysForm.rows;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The page that sets many keys. */
class KeysPageTest {
    private static final String HEADER = "tunnel,psk\n";
    private static final String KEY = "qV7mZ2xKd9RtB4nW8sYc3HfJ6pLg5TzA";
    private static final String THIRD = "mN8bV6cX4zL2kJ0hG9fD7sA5pO3iU1yT";
    private static final String HEX = "9f86d081884c7d659a2feaa0c55ad015";
    private static final String OTHER = "wE5tY7uI9oP1aS3dF5gH7jK9lZ2xC4vB";

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
                        + "\nmunich,short\nzurich,hunter2hunter2\n<i>marker</i>,\"x,y\"\n"
                        + THIRD
                        + ",7\n"
                        + HEX
                        + ",a comment\n";
        api.createTunnel(tunnels, "munich");
        api.createTunnel(tunnels, "zurich");
        KeysForm form = operator();

        Reply checked = form.check(text);

        assertThat(checked.status()).as(checked.body()).isEqualTo(200);
        assertThat(rows(checked, "refused-rows"))
                .contains("vienna", "unknown-tunnel", "munich", "key-too-short")
                .doesNotContain("berlin", "zurich");
        assertThat(rows(checked, "remarked-rows")).contains("zurich", "weak");
        assertThat(rows(checked, "plain-rows")).contains("berlin", "first key");
        assertThat(checked.body())
                .contains("Set 2 keys of Acme &amp; &lt;b&gt;Sons&lt;/b&gt;")
                .doesNotContain(KEY, OTHER, ">short<", "hunter2", "marker", "<b>Sons", THIRD, HEX);
        assertThat(checked.header("cache-control")).contains("no-store");
        assertThat(version(berlin)).isZero();
    }

    @Test
    void setsWhatWasCheckedAndTellsTheOutcome() throws Exception {
        KeysForm form = operator();
        String text = HEADER + "berlin," + KEY + "\nvienna," + OTHER + "\n";

        Reply set = form.set(text, form.check(text));

        assertThat(set.status()).as(set.body()).isEqualTo(200);
        assertThat(set.body())
                .contains("unserved v1", "line,tunnel,reason\n3,vienna,", "unknown-tunnel")
                .doesNotContain(KEY, OTHER);
        assertThat(version(berlin)).isEqualTo(1);
        Reply again = form.check(text);
        assertThat(rows(again, "plain-rows")).contains("after v1");
    }

    @Test
    void namesTheTunnelOfAnIdAndSetsItsKey() throws Exception {
        KeysForm form = operator();
        String text = "[{\"id\":\"" + berlin + "\",\"psk\":\"" + KEY + "\"}]";

        form.set(text, form.check(text));

        assertThat(version(berlin)).isEqualTo(1);
    }

    @Test
    void refusesAnyOtherTextThanTheOneThatWasChecked() throws Exception {
        KeysForm form = operator();
        String text = HEADER + "berlin," + KEY + "\n";
        Reply checked = form.check(text);
        KeysForm other = operator();

        for (String sent : new String[] {text.replace(KEY, OTHER), text + "\n", text + " "}) {
            Reply refused = form.set(sent, checked);
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.body()).contains("not the text that was checked", "role=\"alert\"");
        }
        Map<String, String> unstamped = form.toSet(text, checked);
        unstamped.put("stamp", "");
        assertThat(form.browser().post("/keys", unstamped).status()).isEqualTo(409);
        assertThat(other.set(text, checked).status()).isEqualTo(409);
        Map<String, String> accepting = form.toSet(text, checked);
        accepting.put("neighbours", "yes");
        assertThat(form.browser().post("/keys", accepting).status()).isEqualTo(409);
        assertThat(version(berlin)).isZero();
        assertThat(form.set(text.replace("\n", "\r\n"), checked).status()).isEqualTo(200);
        assertThat(version(berlin)).isEqualTo(1);
    }

    @Test
    void refusesWhatIsNoFileOfKeysWithoutQuotingIt() throws Exception {
        KeysForm form = operator();
        String slipped = HEADER + "berlin," + KEY + "\nmunich," + KEY + "\n";

        for (String text : new String[] {"berlin," + KEY, HEADER, HEADER + "berlin,\"" + KEY}) {
            Reply refused = form.check(text);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.body())
                    .contains("Nothing was set", "the key file cannot be used")
                    .doesNotContain(KEY, "name=\"stamp\"");
        }
        Reply neighbours = form.check(slipped);
        assertThat(rows(neighbours, "refused-rows")).contains("equal-neighbour");
        assertThat(neighbours.body()).doesNotContain("name=\"stamp\"");
        Map<String, String> accepting = form.fields(slipped, "check");
        accepting.put("neighbours", "yes");
        assertThat(form.browser().post("/keys", accepting).body()).contains("name=\"stamp\"");
    }

    @Test
    void showsNoKeyThatStandsWhereItsTunnelShould() throws Exception {
        KeysForm form = operator();
        KeysForm setter = as(Permission.PSK_SET);
        String slipped = HEADER + KEY + ",\n" + OTHER + ",7\n" + HEX + ",of-no-tunnel\nvienna,8\n";
        String swapped = HEADER + KEY + ",nowhere\n" + OTHER + ",berlin\nvienna," + THIRD + "\n";

        for (KeysForm sender : new KeysForm[] {form, setter}) {
            Reply checked = sender.check(slipped);
            assertThat(rows(checked, "refused-rows")).contains(">2<", ">3<", ">4<", ">vienna<");
            assertThat(checked.body()).doesNotContain(KEY, OTHER, HEX);
        }
        Reply set =
                form.set(
                        slipped + "berlin," + THIRD + "\n",
                        form.check(slipped + "berlin," + THIRD + "\n"));
        assertThat(set.body())
                .contains(
                        "2,,\"empty-key", "3,,\"unknown-tunnel", "4,,\"unknown-tunnel", "5,vienna,")
                .doesNotContain(KEY, OTHER, HEX, THIRD);
        Reply refused = form.check(swapped);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body())
                .contains("line 3 of the key file has the name of a tunnel in the place of a key")
                .doesNotContain(KEY, OTHER, THIRD, "vienna", "name=\"stamp\"");
        assertThat(version(berlin)).isEqualTo(1);
    }

    @Test
    void setsTheKeysThatTheTokenMaySetAndNoOther() throws Exception {
        String munich = api.createTunnel(tunnels, "munich");
        KeysForm setter = as(Permission.PSK_SET);
        KeysForm reader = as(Permission.MAGIC_WAN_READ);
        String byName = HEADER + "berlin," + KEY + "\nmunich," + OTHER + "\n";
        String byId = HEADER + berlin + "," + KEY + "\n" + munich + "," + OTHER + "\n";

        // Who may not read a tunnel learns nothing of its name.
        assertThat(rows(setter.check(byName), "refused-rows"))
                .contains("berlin", "munich", "unknown-tunnel");
        Reply checked = setter.check(byId);
        assertThat(rows(checked, "refused-rows"))
                .contains(">3<", "not-permitted")
                .doesNotContain(munich);
        setter.set(byId, checked);

        assertThat(version(berlin)).isEqualTo(1);
        assertThat(version(munich)).isZero();
        assertThat(reader.check(byId).status()).isEqualTo(403);
        assertThat(reader.browser().get("/keys?account=" + account).body())
                .contains("This token may not set keys of the account")
                .doesNotContain("<textarea");
        String elsewhere = api.createAccount("elsewhere");
        Map<String, String> foreign = setter.fields(byId, "check");
        foreign.put("account", elsewhere);
        assertThat(setter.browser().post("/keys", foreign).status()).isEqualTo(403);
    }

    @Test
    void readsItsFormForWhoIsSignedInAndSentItFromItsPageOnly() throws Exception {
        KeysForm form = operator();
        String text = HEADER + "berlin," + KEY + "\n";
        Map<String, String> sent = form.toSet(text, form.check(text));
        Map<String, String> foreign = new HashMap<>(sent);
        Browser browser = form.browser();
        foreign.put("form", Browser.ticket(operator().browser().get("/")));

        assertThat(browser.post("/keys", foreign).status()).isEqualTo(403);
        for (String site : new String[] {"cross-site", "same-site", "none"}) {
            assertThat(browser.post("/keys", sent, "Sec-Fetch-Site: " + site).status())
                    .as(site)
                    .isEqualTo(403);
        }
        assertThat(browser.post("/keys", sent, "X-Nothing: 1").status()).isEqualTo(403);
        assertThat(new Browser(api.address()).post("/keys", sent).status()).isEqualTo(303);
        assertThat(version(berlin)).isZero();
    }

    @Test
    void takesTenThousandLinesAndFourMebibytesAndNoMore() throws Exception {
        KeysForm form = operator();
        String most =
                IntStream.range(0, PskEntry.MAX_ENTRIES)
                        .mapToObj(i -> "t-" + i + "," + i + KEY + "\n")
                        .collect(joining("", HEADER, ""));

        Reply full = form.check(most);
        Reply over = form.check(most + "one,more\n");

        assertThat(full.status()).isEqualTo(200);
        assertThat(full.body()).contains("<strong>10000</strong> <span>refused");
        assertThat(over.status()).isEqualTo(400);
        assertThat(over.body()).contains("more than 10000 entries");
        int rest = KeysPage.MAX_BYTES - "account=&step=&stamp=&keys=&form=".length() - 200;
        assertThat(form.check("a".repeat(rest)).status()).isEqualTo(400);
        assertThat(form.check("a".repeat(KeysPage.MAX_BYTES)).status()).isEqualTo(413);
    }

    private KeysForm as(String token) throws Exception {
        return new KeysForm(Browser.signedIn(api.address(), token), account);
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

    private KeysForm operator() throws Exception {
        return as(api.authorization().replace("Authorization: Bearer ", ""));
    }

    /** Somebody who may do these things with the tunnel berlin. */
    private KeysForm as(Permission... permissions) throws Exception {
        return as(make(api, token(allow(tunnel(account, berlin), permissions))).client().token());
    }
}

package dev.keyferry.server.console;

import static dev.keyferry.server.http.parts.TokenJsons.allow;
import static dev.keyferry.server.http.parts.TokenJsons.make;
import static dev.keyferry.server.http.parts.TokenJsons.token;
import static dev.keyferry.server.http.parts.TokenJsons.tunnel;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.server.ServerOptions.LocalGateway;
import dev.keyferry.server.TestGateway;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.http.HttpTimeouts;
import dev.keyferry.server.http.parts.ApiFixture;
import dev.keyferry.server.http.parts.Reply;
import dev.keyferry.server.http.parts.TokenJsons.Made;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The forms that make a key, and take it away. */
class KeyFormsTest {
    private static final Pattern SHOWN = Pattern.compile("<pre id=\"psk\"[^>]*>([^<]+)</pre>");
    private static final Pattern ROUTER = Pattern.compile("<pre id=\"router\"[^>]*>([^<]+)</pre>");

    private static final Permission[] ALL = {
        Permission.MAGIC_WAN_READ, Permission.PSK_SET, Permission.PSK_GENERATE
    };

    private ApiFixture api;
    private TestGateway gateway;
    private String account;
    private String tunnels;
    private String berlin;

    @BeforeEach
    void start() throws Exception {
        api = ApiFixture.start(HttpTimeouts.DEFAULT, LocalGateway.PRESENT);
        gateway = new TestGateway(api.feed(), 'a').follow();
        account = api.createAccount("acme");
        tunnels = "/accounts/" + account + "/magic/ipsec_tunnels";
        berlin = api.createTunnel(tunnels, "berlin");
    }

    @AfterEach
    void stop() {
        gateway.close();
        api.close();
    }

    @Test
    void showsAGeneratedKeyOnceWithItsRoutersConfiguration() throws Exception {
        Browser browser = Browser.operator(api);
        Reply made = browser.post("/tunnel/generate", form(browser, "/tunnel/generate"));

        assertThat(made.status()).as(made.body()).isEqualTo(200);
        String key = shown(made);
        assertThat(key).matches("[A-Za-z1-9][A-Za-z0-9]{31}");
        Matcher router = ROUTER.matcher(made.body());
        assertThat(router.find()).isTrue();
        assertThat(router.group(1)).contains("set psksecret &#34;" + key + "&#34;");
        assertThat(made.body()).contains("version 1", "loaded");
        assertThat(made.header("cache-control")).contains("no-store");
        assertThat(version()).isEqualTo(1);
        assertThat(setAgain(key)).isEqualTo(1);
        for (String path : new String[] {"/tunnel", "/tunnel/generate", "/tunnel/revoke"}) {
            assertThat(browser.get(path + place()).body()).as(path).doesNotContain(key);
        }
    }

    @Test
    void doesNotGenerateAgainWhenItsAnswerIsLoadedAgain() throws Exception {
        Browser browser = Browser.operator(api);
        Map<String, String> form = form(browser, "/tunnel/generate");
        String key = shown(browser.post("/tunnel/generate", form));

        Reply again = browser.post("/tunnel/generate", form);

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body())
                .contains("sent already", "Nothing was done", "Replace version 1")
                .doesNotContain(key);
        assertThat(version()).isEqualTo(1);
        shown(browser.post("/tunnel/generate", filled(Browser.fields(again))));
        assertThat(version()).isEqualTo(2);
    }

    @Test
    void givesARevokedTunnelNoKeyWhenTheAnswerFromBeforeIsLoadedAgain() throws Exception {
        Browser browser = Browser.operator(api);
        Map<String, String> generate = form(browser, "/tunnel/generate");
        shown(browser.post("/tunnel/generate", generate));
        Map<String, String> revoke = form(browser, "/tunnel/revoke");
        assertThat(browser.post("/tunnel/revoke", revoke).status()).isEqualTo(200);

        assertThat(browser.post("/tunnel/generate", generate).status()).isEqualTo(409);
        assertThat(version()).isZero();
    }

    @Test
    void takesTheFormsOfSeveralTabsAndMakesNoKeyInPlaceOfOneThatItDidNotShow() throws Exception {
        Browser browser = Browser.operator(api);
        String munich = api.createTunnel(tunnels, "munich");
        Map<String, String> first = form(browser, "/tunnel/generate");
        Map<String, String> second = form(browser, "/tunnel/generate");
        Map<String, String> other =
                filled(browser.form("/tunnel/generate?account=" + account + "&tunnel=" + munich));

        shown(browser.post("/tunnel/generate", second));
        shown(browser.post("/tunnel/generate", other));
        Reply late = browser.post("/tunnel/generate", first);

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body()).contains("version 1 is in force. Nothing was done");
        assertThat(version()).isEqualTo(1);
    }

    @Test
    void followsNoFormWithoutANumberOfItsOwn() throws Exception {
        Browser browser = Browser.operator(api);
        Map<String, String> form = form(browser, "/tunnel/generate");
        for (String number : new String[] {"", "0", "-1", "99"}) {
            form.put("number", number);
            assertThat(browser.post("/tunnel/generate", form).status()).isEqualTo(409);
        }
        form.remove("number");
        assertThat(browser.post("/tunnel/generate", form).status()).isEqualTo(409);
        assertThat(version()).isZero();
    }

    @Test
    void replacesAKeyInForceOnlyOnceThatIsConfirmed() throws Exception {
        setAgain("a key that is in force");
        Browser browser = Browser.operator(api);
        Map<String, String> form = form(browser, "/tunnel/generate");
        form.remove("sure");

        Reply asked = browser.post("/tunnel/generate", form);
        assertThat(asked.status()).isEqualTo(400);
        assertThat(asked.body())
                .contains("role=\"alert\" tabindex=\"-1\" autofocus>")
                .contains("Confirm that version 1 is to end");
        assertThat(Browser.title(asked)).isEqualTo("Not done: New key of berlin");
        assertThat(version()).isEqualTo(1);

        form = filled(Browser.fields(asked));
        form.put("profile", "none");
        Reply unknown = browser.post("/tunnel/generate", form);
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(version()).isEqualTo(1);
        form = filled(Browser.fields(unknown));
        form.put("profile", "strongswan");
        Reply made = browser.post("/tunnel/generate", form);
        shown(made);
        assertThat(Browser.title(made)).isEqualTo("Made a key of berlin");
        assertThat(version()).isEqualTo(2);
    }

    @Test
    void tellsWhichGatewayDoesNotFollow() throws Exception {
        gateway.close();
        Browser browser = Browser.operator(api);

        Reply made = browser.post("/tunnel/generate", form(browser, "/tunnel/generate"));

        assertThat(made.body()).contains("stored", "class=\"notices\"", "gateway local");
        shown(made);
    }

    @Test
    void revokesAKeyOnceThatIsConfirmed() throws Exception {
        setAgain("a key that is in force");
        Browser browser = Browser.operator(api);
        Map<String, String> form = form(browser, "/tunnel/revoke");
        form.remove("sure");
        Reply asked = browser.post("/tunnel/revoke", form);
        assertThat(asked.status()).isEqualTo(400);
        assertThat(version()).isEqualTo(1);

        form = filled(Browser.fields(asked));
        Reply revoked = browser.post("/tunnel/revoke", form);

        assertThat(revoked.body())
                .contains(
                        "role=\"status\" tabindex=\"-1\" autofocus>Version 1 is revoked: no gateway");
        assertThat(Browser.title(asked)).isEqualTo("Not done: Revoke the key of berlin");
        assertThat(Browser.title(revoked)).isEqualTo("Revoked the key of berlin");
        assertThat(version()).isZero();
        assertThat(browser.post("/tunnel/revoke", form).status()).isEqualTo(409);
        assertThat(browser.get("/tunnel" + place()).body()).contains("No key is in force");
        assertThat(browser.get("/tunnel/revoke" + place()).body())
                .contains("The tunnel has no key")
                .doesNotContain("type=\"checkbox\"");
    }

    @Test
    void needsTheRightsThatTheApiNeeds() throws Exception {
        setAgain("a key that is in force");
        String munich = api.createTunnel(tunnels, "munich");
        Holder reader = holder(berlin, Permission.MAGIC_WAN_READ);
        Holder setter = holder(berlin, Permission.MAGIC_WAN_READ, Permission.PSK_SET);
        Holder generator = holder(berlin, Permission.MAGIC_WAN_READ, Permission.PSK_GENERATE);
        Holder other = holder(munich, ALL);

        for (Holder who : new Holder[] {reader, setter, other}) {
            assertThat(who.generate()).isEqualTo(403);
            assertThat(who.generate()).isEqualTo(403);
            assertThat(who.get("/tunnel/generate" + place()).status()).isEqualTo(403);
        }
        for (Holder who : new Holder[] {reader, generator, other}) {
            assertThat(who.revoke()).isEqualTo(403);
            assertThat(who.revoke()).isEqualTo(403);
            assertThat(who.get("/tunnel/revoke" + place()).status()).isEqualTo(403);
        }
        assertThat(version()).isEqualTo(1);
        assertThat(generator.get("/tunnel" + place()).body())
                .contains("Generate a key")
                .doesNotContain("Revoke the key");
        assertThat(setter.get("/tunnel" + place()).body())
                .contains("Revoke the key")
                .doesNotContain("Generate a key");
        assertThat(generator.generate()).isEqualTo(200);
        assertThat(version()).isEqualTo(2);
    }

    @Test
    void takesAFormOfItsOwnPagesOnly() throws Exception {
        Browser browser = Browser.operator(api);
        Map<String, String> form = form(browser, "/tunnel/generate");
        Map<String, String> foreign = new HashMap<>(form);
        foreign.put("form", "A".repeat(43));
        Map<String, String> without = new HashMap<>(form);
        without.remove("form");

        assertThat(browser.post("/tunnel/generate", foreign).status()).isEqualTo(403);
        assertThat(browser.post("/tunnel/generate", without).status()).isEqualTo(403);
        for (String site : new String[] {"cross-site", "same-site", "none"}) {
            Reply sent = browser.post("/tunnel/generate", form, "Sec-Fetch-Site: " + site);
            assertThat(sent.status()).as(site).isEqualTo(403);
        }
        assertThat(browser.post("/tunnel/generate", form, "Origin: http://evil.example").status())
                .isEqualTo(403);
        assertThat(browser.post("/tunnel/generate", form, "X-Nothing: 1").status()).isEqualTo(403);
        assertThat(new Browser(api.address()).post("/tunnel/generate", form).status())
                .isEqualTo(303);
        assertThat(Browser.operator(api).post("/tunnel/generate", form).status()).isEqualTo(403);
        assertThat(version()).isZero();
    }

    private String place() {
        return "?account=" + account + "&tunnel=" + berlin;
    }

    /** The fields that a browser sends of the form, with the box ticked. */
    private Map<String, String> form(Browser browser, String path) throws Exception {
        return filled(browser.form(path + place()));
    }

    private static Map<String, String> filled(Map<String, String> fields) {
        fields.put("sure", "yes");
        fields.put("profile", "fortigate");
        return fields;
    }

    private static String shown(Reply page) {
        Matcher key = SHOWN.matcher(page.body());
        assertThat(key.find()).as(page.body()).isTrue();
        return key.group(1);
    }

    /** Somebody who was given the forms while their token might do everything. */
    private record Holder(
            Browser browser, Map<String, String> generateForm, Map<String, String> revokeForm) {
        int generate() throws Exception {
            return browser.post("/tunnel/generate", generateForm).status();
        }

        int revoke() throws Exception {
            return browser.post("/tunnel/revoke", revokeForm).status();
        }

        Reply get(String path) throws Exception {
            return browser.get(path);
        }
    }

    /** Whose token may do this only, now. */
    private Holder holder(String of, Permission... permissions) throws Exception {
        Made made = make(api, token(allow(tunnel(account, berlin), ALL)));
        Browser browser = Browser.signedIn(api.address(), made.client().token());
        Holder holder =
                new Holder(
                        browser,
                        form(browser, "/tunnel/generate"),
                        form(browser, "/tunnel/revoke"));
        String narrower = token(allow(tunnel(account, of), permissions));
        api.send("PUT", made.path(), narrower).assertSuccess();
        return holder;
    }

    /** Of the key in force; 0 without one. */
    private long version() throws Exception {
        return api.get("/accounts/" + account + "/keyferry/psks")
                .assertSuccess()
                .result()
                .path(0)
                .path("psk")
                .path("version")
                .asLong(0);
    }

    /** Sets a key and returns its version, which the same key does not change. */
    private long setAgain(String key) throws Exception {
        api.post(
                        tunnels + "/psk",
                        "{\"psks\":[{\"id\":\"%s\",\"psk\":\"%s\"}]}".formatted(berlin, key))
                .assertSuccess();
        return version();
    }
}

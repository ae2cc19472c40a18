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
        Browser browser = operator();
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
        Browser browser = operator();
        Map<String, String> form = form(browser, "/tunnel/generate");
        String key = shown(browser.post("/tunnel/generate", form));

        Reply again = browser.post("/tunnel/generate", form);

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body())
                .contains("version 1 is in force. Nothing was done")
                .doesNotContain(key);
        assertThat(version()).isEqualTo(1);
    }

    @Test
    void replacesAKeyInForceOnlyOnceThatIsConfirmed() throws Exception {
        setAgain("a key that is in force");
        Browser browser = operator();
        Map<String, String> form = form(browser, "/tunnel/generate");
        form.remove("sure");

        Reply asked = browser.post("/tunnel/generate", form);
        assertThat(asked.status()).isEqualTo(400);
        assertThat(asked.body()).contains("Confirm that version 1 is to end", "role=\"alert\"");
        assertThat(version()).isEqualTo(1);

        form.put("sure", "yes");
        form.put("profile", "none");
        assertThat(browser.post("/tunnel/generate", form).status()).isEqualTo(400);
        assertThat(version()).isEqualTo(1);
        form.put("profile", "strongswan");
        shown(browser.post("/tunnel/generate", form));
        assertThat(version()).isEqualTo(2);
    }

    @Test
    void tellsWhichGatewayDoesNotFollow() throws Exception {
        gateway.close();
        Browser browser = operator();

        Reply made = browser.post("/tunnel/generate", form(browser, "/tunnel/generate"));

        assertThat(made.body()).contains("stored", "class=\"notices\"", "gateway local");
        shown(made);
    }

    @Test
    void revokesAKeyOnceThatIsConfirmed() throws Exception {
        setAgain("a key that is in force");
        Browser browser = operator();
        Map<String, String> form = form(browser, "/tunnel/revoke");
        form.remove("sure");
        assertThat(browser.post("/tunnel/revoke", form).status()).isEqualTo(400);
        assertThat(version()).isEqualTo(1);

        form.put("sure", "yes");
        Reply revoked = browser.post("/tunnel/revoke", form);

        assertThat(revoked.body()).contains("Version 1 is revoked: no gateway accepts it any more");
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
        Browser operator = operator();
        Map<String, String> generate = form(operator, "/tunnel/generate");
        Map<String, String> revoke = form(operator, "/tunnel/revoke");
        String munich = api.createTunnel(tunnels, "munich");
        Browser reader = as(berlin, Permission.MAGIC_WAN_READ);
        Browser setter = as(berlin, Permission.MAGIC_WAN_READ, Permission.PSK_SET);
        Browser generator = as(berlin, Permission.MAGIC_WAN_READ, Permission.PSK_GENERATE);
        Browser other =
                as(munich, Permission.MAGIC_WAN_READ, Permission.PSK_SET, Permission.PSK_GENERATE);

        for (Browser who : new Browser[] {reader, setter, other}) {
            assertThat(send(who, "/tunnel/generate", generate)).isEqualTo(403);
            assertThat(who.get("/tunnel/generate" + place()).status()).isEqualTo(403);
        }
        for (Browser who : new Browser[] {reader, generator, other}) {
            assertThat(send(who, "/tunnel/revoke", revoke)).isEqualTo(403);
            assertThat(who.get("/tunnel/revoke" + place()).status()).isEqualTo(403);
        }
        assertThat(version()).isEqualTo(1);
        assertThat(generator.get("/tunnel" + place()).body())
                .contains("Generate a key")
                .doesNotContain("Revoke the key");
        assertThat(setter.get("/tunnel" + place()).body())
                .contains("Revoke the key")
                .doesNotContain("Generate a key");
        assertThat(send(generator, "/tunnel/generate", generate)).isEqualTo(200);
        assertThat(version()).isEqualTo(2);
    }

    @Test
    void takesAFormOfItsOwnPagesOnly() throws Exception {
        Browser browser = operator();
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
        assertThat(operator().post("/tunnel/generate", form).status()).isEqualTo(403);
        assertThat(version()).isZero();
    }

    private String place() {
        return "?account=" + account + "&tunnel=" + berlin;
    }

    /** The fields that a browser sends of the form, with the box ticked. */
    private Map<String, String> form(Browser browser, String path) throws Exception {
        Reply page = browser.get(path + place());
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        Map<String, String> fields = new HashMap<>();
        Pattern hidden = Pattern.compile("type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");
        hidden.matcher(page.body().substring(page.body().indexOf("<main")))
                .results()
                .forEach(field -> fields.put(field.group(1), field.group(2)));
        fields.put("sure", "yes");
        fields.put("profile", "fortigate");
        return fields;
    }

    /** Sends the form as one of that browser's own. */
    private int send(Browser who, String path, Map<String, String> form) throws Exception {
        Map<String, String> own = new HashMap<>(form);
        own.put("form", Browser.ticket(who.get("/")));
        return who.post(path, own).status();
    }

    private static String shown(Reply page) {
        Matcher key = SHOWN.matcher(page.body());
        assertThat(key.find()).as(page.body()).isTrue();
        return key.group(1);
    }

    private Browser operator() throws Exception {
        return Browser.signedIn(
                api.address(), api.authorization().replace("Authorization: Bearer ", ""));
    }

    private Browser as(String of, Permission... permissions) throws Exception {
        String body = token(allow(tunnel(account, of), permissions));
        return Browser.signedIn(api.address(), make(api, body).client().token());
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

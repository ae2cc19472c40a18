package dev.keyferry.server.console;

import static dev.keyferry.server.http.parts.TokenJsons.account;
import static dev.keyferry.server.http.parts.TokenJsons.allow;
import static dev.keyferry.server.http.parts.TokenJsons.everything;
import static dev.keyferry.server.http.parts.TokenJsons.make;
import static dev.keyferry.server.http.parts.TokenJsons.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.Poll;
import dev.keyferry.feed.Position;
import dev.keyferry.feed.enrol.EnrolmentToken;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.SessionId;
import dev.keyferry.feed.seal.EdgePrivateKey;
import dev.keyferry.server.domain.RequestId;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.http.parts.ApiFixture;
import dev.keyferry.server.http.parts.Reply;
import dev.keyferry.server.http.parts.TokenJsons.Made;
import dev.keyferry.server.usecase.gateway.EnrolGateway.Origin;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pages of edges and gateways. */
class GatewaysPageTest {
    private static final String ADDRESS = "203.0.113.1";
    private static final Pattern VALUE = Pattern.compile("<pre id=\"value\"[^>]*>([^<]+)</pre>");
    private static final Pattern ROW =
            Pattern.compile("<tr>\\s*<th scope=\"row\">(.*?)</tr>", Pattern.DOTALL);

    private final EdgePrivateKey key = EdgePrivateKey.generate();
    private volatile Instant now = Instant.parse("2026-11-23T12:00:00Z");
    private ApiFixture api;
    private String account;

    @BeforeEach
    void start() throws Exception {
        api = ApiFixture.start(() -> now, Optional.empty());
        account = api.createAccount("acme");
        api.createEdge("berlin", key);
        api.send("PUT", "/keyferry/edges/berlin/addresses/" + ADDRESS, "").assertSuccess();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void showsEachEdgeAndEachGateway() throws Exception {
        api.enrolGateway("berlin", "gw-1", key);
        api.enrolGateway("berlin", "gw-2", key);
        named("gw-3");
        api.send("DELETE", "/keyferry/gateways/gw-2", "").assertSuccess();
        Browser browser = Browser.operator(api);

        Reply page = browser.get("/gateways?account=" + account);

        assertThat(row(page, "berlin"))
                .contains(key.publicKey().id().value(), "on its gateways alone", ADDRESS, ">2<");
        assertThat(row(page, "default")).contains("embedded in the server", "none bound", ">0<");
        assertThat(row(page, "gw-1"))
                .contains("active", "silent", "See whether the gateway", "Drain", "Revoke")
                .doesNotContain("Resume", "Keys it held");
        assertThat(row(page, "gw-2"))
                .contains("revoked", "ended 2026-11-23 12:00:00", "Keys it held")
                .doesNotContain("Drain", ">Revoke");
        assertThat(row(page, "gw-3"))
                .contains("enrolling", "before 2026-11-23 13:00:00", "Enrol again", "Revoke");
        assertThat(page.body().indexOf(">gw-2<")).isGreaterThan(page.body().indexOf(">gw-3<"));
        assertThat(page.body()).contains("href=\"/tunnels?account=" + account);
        now = now.plus(Duration.ofHours(1));
        assertThat(row(Browser.operator(api).get("/gateways"), "gw-3"))
                .contains("Its token is over");
    }

    @Test
    void showsTheGatewaysOfOneEdge() throws Exception {
        api.createEdge("bonn", EdgePrivateKey.generate());
        named("gw-1");

        assertThat(row(Browser.operator(api).get("/gateways?edge=berlin"), "gw-1"))
                .contains("enrolling");
        assertThat(Browser.operator(api).get("/gateways?edge=bonn").body())
                .contains("<th scope=\"row\">bonn<")
                .doesNotContain("gw-1", "<th scope=\"row\">berlin<");
        assertThat(Browser.operator(api).get("/gateways?edge=%3Cb%3E").body())
                .contains("Of the edge &lt;b&gt; alone.")
                .doesNotContain("Of the edge <b>");
        assertThat(Browser.operator(api).get("/gateways/new?account=%22%3E%3Ci%3E").body())
                .contains("name=\"account\" value=\"&#34;>&lt;i>\"")
                .doesNotContain("\"><i>");
    }

    @Test
    void showsGatewaysAHundredAtATime() throws Exception {
        for (int i = 0; i < 101; i++) {
            named("gw-%03d".formatted(i));
        }
        Browser browser = Browser.operator(api);

        Reply first = browser.get("/gateways");
        assertThat(row(first, "gw-099")).contains("enrolling");
        assertThat(first.body()).doesNotContain(">gw-100<").contains("page=2\">Next");
        Reply second = browser.get("/gateways?page=2");
        assertThat(row(second, "gw-100")).contains("enrolling");
        assertThat(second.body()).doesNotContain(">gw-099<", "Next</a>").contains("Former</a>");
        assertThat(browser.get("/gateways?page=0").status()).isEqualTo(400);
    }

    @Test
    void enrolsAGatewayAndShowsItsTokenOnce() throws Exception {
        Browser browser = Browser.operator(api);
        Map<String, String> form = browser.form("/gateways/new");
        form.put("name", "gw-1");
        form.put("edge", "berlin");

        Reply made = browser.post("/gateways/new", form);

        String value = value(made);
        assertThat(value).startsWith("kfe_");
        assertThat(made.header("cache-control")).contains("no-store");
        assertThat(Browser.title(made)).isEqualTo("Named gw-1");
        assertThat(browser.get("/gateways").body()).doesNotContain(value);
        Reply again = browser.post("/gateways/new", form);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body()).contains("Nothing was done").doesNotContain("kfe_");
        enrol(value);
        assertThat(row(browser.get("/gateways"), "gw-1")).contains("active");
        assertThat(browser.post("/gateways/new", form).status()).isEqualTo(409);
        assertThat(row(browser.get("/gateways"), "gw-1")).contains("active");
    }

    @Test
    void refusesAGatewayThatCannotBe() throws Exception {
        Browser browser = Browser.operator(api);
        assertThat(browser.get("/gateways/new").body()).doesNotContain("value=\"default\"");
        Map<String, String> form = browser.form("/gateways/new");
        form.put("edge", "berlin");
        for (String name : List.of("", "Gw", "-", "<b>", "local")) {
            form.put("name", name);
            Reply refused = browser.post("/gateways/new", form);
            assertThat(refused.status()).as(name).isEqualTo(400);
            assertThat(refused.body()).doesNotContain("value=\"<b>\"", "kfe_");
            form.putAll(Browser.fields(refused));
        }
        form.put("name", "gw-1");
        for (String edge : List.of("", "default", "munich")) {
            form.put("edge", edge);
            Reply refused = browser.post("/gateways/new", form);
            assertThat(refused.status()).as(edge).isIn(400, 409);
            assertThat(refused.body())
                    .contains("Nothing was done")
                    .doesNotContain("sent already", "kfe_");
            form.putAll(Browser.fields(refused));
        }
        assertThat(browser.get("/gateways").body()).doesNotContain(">gw-1<");
    }

    @Test
    void drainsAndResumesAGatewayOnce() throws Exception {
        api.enrolGateway("berlin", "gw-1", key);
        Browser browser = Browser.operator(api);
        Map<String, String> drain = browser.form("/gateways/change?gateway=gw-1&do=drain");

        Reply drained = browser.post("/gateways/change", drain);
        assertThat(drained.body()).contains("No call waits");
        assertThat(Browser.title(drained)).isEqualTo("Drained gw-1");
        assertThat(row(browser.get("/gateways"), "gw-1"))
                .contains("drained", "Resume")
                .doesNotContain(">Drain");
        Reply twice = browser.post("/gateways/change", drain);
        assertThat(twice.status()).isEqualTo(409);
        assertThat(Browser.title(twice)).isEqualTo("Not done: Drain gw-1");
        Map<String, String> resume = browser.form("/gateways/change?gateway=gw-1&do=resume");
        assertThat(browser.post("/gateways/change", resume).body()).contains("wait for the");
        assertThat(row(browser.get("/gateways"), "gw-1")).contains("active");
        assertThat(browser.post("/gateways/change", resume).status()).isEqualTo(409);
        // What the first form was made for is so again.
        Reply again = browser.post("/gateways/change", drain);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body()).contains("sent already", "Nothing was done");
        assertThat(row(browser.get("/gateways"), "gw-1")).contains("active");
    }

    @Test
    void changesAGatewayOnlyFromTheStateThatTheFormShowed() throws Exception {
        api.enrolGateway("berlin", "gw-1", key);
        api.enrolGateway("berlin", "gw-2", key);
        Browser browser = Browser.operator(api);
        Map<String, String> first = browser.form("/gateways/change?gateway=gw-1&do=drain");
        Map<String, String> other = browser.form("/gateways/change?gateway=gw-2&do=drain");
        Map<String, String> second = browser.form("/gateways/change?gateway=gw-1&do=drain");

        assertThat(browser.post("/gateways/change", second).status()).isEqualTo(200);
        assertThat(browser.post("/gateways/change", other).status()).isEqualTo(200);
        Reply late = browser.post("/gateways/change", first);

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body()).contains("The gateway is drained. Nothing was done");
    }

    @Test
    void revokesAGatewayThatIsConfirmedAndListsWhatItHeld() throws Exception {
        String tunnels = "/accounts/" + account + "/magic/ipsec_tunnels";
        String held = api.createTunnel(tunnels, "held");
        String later = api.createTunnel(tunnels, "later");
        api.enrolGateway("berlin", "gw-1", key);
        generate(tunnels, held);
        api.gateways()
                .feeds()
                .feed(new GatewayName("gw-1"))
                .orElseThrow()
                .poll(new Poll(new SessionId("a".repeat(32)), new Position.Start(), Duration.ZERO));
        generate(tunnels, later);
        Browser browser = Browser.operator(api);
        Map<String, String> form = browser.form("/gateways/change?gateway=gw-1&do=revoke");

        Reply asked = browser.post("/gateways/change", form);
        assertThat(asked.status()).isEqualTo(400);
        assertThat(row(browser.get("/gateways"), "gw-1")).contains("active");
        form = Browser.fields(asked);
        form.put("sure", "yes");
        Reply revoked = browser.post("/gateways/change", form);

        assertThat(revoked.status()).isEqualTo(200);
        assertThat(Browser.title(revoked)).isEqualTo("Revoked gw-1");
        assertThat(revoked.body()).contains("<b>1</b>", "tunnel=" + held).doesNotContain(later);
        assertThat(row(browser.get("/gateways"), "gw-1")).contains("revoked");
        assertThat(browser.post("/gateways/change", form).status()).isEqualTo(409);
        assertThat(row(browser.get("/gateways/held?gateway=gw-1"), "held")).contains("v1");
        generate(tunnels, held);
        assertThat(browser.get("/gateways/held?gateway=gw-1").body())
                .contains("held no key that is in force");
        assertThat(browser.get("/gateways/held?gateway=gw-9").status()).isEqualTo(404);
    }

    @Test
    void isForOperatorsOfAllAccountsAlone() throws Exception {
        api.enrolGateway("berlin", "gw-1", key);
        for (String policy :
                List.of(
                        allow(account(account), Permission.values()),
                        allow(
                                everything(),
                                Arrays.stream(Permission.values())
                                        .filter(p -> p != Permission.OPERATOR)
                                        .toArray(Permission[]::new)))) {
            Made made = make(api, token(allow(everything(), Permission.values())));
            Browser who = Browser.signedIn(api.address(), made.client().token());
            Map<String, String> revoke = who.form("/gateways/change?gateway=gw-1&do=revoke");
            revoke.put("sure", "yes");
            Map<String, String> enrol = who.form("/gateways/new");
            enrol.put("name", "gw-2");
            enrol.put("edge", "berlin");
            api.send("PUT", made.path(), token(policy)).assertSuccess();
            assertThat(who.get("/").body()).doesNotContain("href=\"/gateways");
            for (String path :
                    List.of(
                            "/gateways",
                            "/gateways/new",
                            "/gateways/change?gateway=gw-1&do=revoke",
                            "/gateways/change",
                            "/gateways/held?gateway=gw-1")) {
                Reply refused = who.get(path);
                assertThat(refused.status()).as(path).isEqualTo(403);
                assertThat(refused.body()).doesNotContain("gw-1", "berlin");
            }
            for (int i = 0; i < 2; i++) {
                assertThat(who.post("/gateways/new", enrol).status()).isEqualTo(403);
                assertThat(who.post("/gateways/change", revoke).status()).isEqualTo(403);
            }
        }
        Browser browser = Browser.operator(api);
        assertThat(browser.get("/").body()).contains("href=\"/gateways");
        assertThat(row(browser.get("/gateways"), "gw-1")).contains("active");
        assertThat(browser.get("/gateways").body()).doesNotContain(">gw-2<");
    }

    @Test
    void takesAFormOfItsOwnPagesOnly() throws Exception {
        api.enrolGateway("berlin", "gw-1", key);
        Browser browser = Browser.operator(api);
        Map<String, String> revoke = browser.form("/gateways/change?gateway=gw-1&do=revoke");
        revoke.put("sure", "yes");
        Map<String, String> enrol = browser.form("/gateways/new");
        enrol.put("name", "gw-2");
        enrol.put("edge", "berlin");
        for (Map.Entry<String, Map<String, String>> form :
                Map.of("/gateways/change", revoke, "/gateways/new", enrol).entrySet()) {
            String path = form.getKey();
            Map<String, String> fields = form.getValue();
            assertThat(browser.post(path, fields, "Sec-Fetch-Site: cross-site").status())
                    .isEqualTo(403);
            assertThat(new Browser(api.address()).post(path, fields).status()).isEqualTo(303);
            fields.put("form", "A".repeat(43));
            assertThat(browser.post(path, fields).status()).isEqualTo(403);
        }
        // The stamp of another session's form is none.
        Browser other = Browser.operator(api);
        Map<String, String> own = other.form("/gateways/new");
        enrol.put("form", own.get("form"));
        enrol.put("number", own.get("number"));
        Reply foreign = other.post("/gateways/new", enrol);
        assertThat(foreign.status()).isEqualTo(409);
        assertThat(foreign.body()).contains("Gateways were named");
        assertThat(row(browser.get("/gateways"), "gw-1")).contains("active");
        assertThat(browser.get("/gateways").body()).doesNotContain(">gw-2<");
    }

    private void named(String gateway) throws Exception {
        String body = "{\"name\":\"%s\",\"edge\":\"berlin\"}".formatted(gateway);
        api.post("/keyferry/gateways", body).assertSuccess();
    }

    private void enrol(String value) throws Exception {
        api.gateways()
                .enrol()
                .enrol(
                        EnrolmentToken.of(value),
                        key.publicKey().id(),
                        new Origin("127.0.0.1", RequestId.random(new SecureRandom())));
    }

    private void generate(String tunnels, String tunnel) throws Exception {
        api.post(tunnels + "/" + tunnel + "/psk_generate", "{}").assertSuccess();
    }

    private static String row(Reply page, String name) {
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        return ROW.matcher(page.body())
                .results()
                .map(match -> match.group(1))
                .filter(row -> row.replaceFirst("^<a [^>]*>", "").startsWith(name + "<"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + page.body()));
    }

    private static String value(Reply page) {
        Matcher value = VALUE.matcher(page.body());
        assertThat(value.find()).as(page.body()).isTrue();
        return value.group(1);
    }
}

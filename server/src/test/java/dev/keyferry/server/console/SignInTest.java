package dev.keyferry.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import dev.keyferry.server.LoggedEvents;
import dev.keyferry.server.console.view.Asset;
import dev.keyferry.server.http.limit.FailedAuthentications;
import dev.keyferry.server.http.parts.ApiFixture;
import dev.keyferry.server.http.parts.Reply;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Who is let in, and by which requests. */
class SignInTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());

    private ApiFixture api;

    @BeforeEach
    void start() throws Exception {
        api = ApiFixture.start((InstantSource) now::get, Optional.empty());
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/tunnels", "/?account=x", "/tunnels?q=x"})
    void leadsStrangersToTheSignIn(String path) throws Exception {
        Reply reply = new Browser(api.address()).get(path);

        assertThat(reply.status()).isEqualTo(303);
        assertThat(reply.header("location")).isEqualTo("/sign-in");
        assertThat(reply.body()).isEmpty();
    }

    @Test
    void tellsAScriptToLoadTheSignInAsAPage() throws Exception {
        Reply reply = new Browser(api.address()).get("/tunnels", "HX-Request: true");

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("hx-redirect")).isEqualTo("/sign-in");
    }

    @Test
    void signsInWithATokenWhichNoAnswerRepeats() throws Exception {
        Browser browser = new Browser(api.address());

        Reply reply = browser.signIn(administrator());
        Reply page = browser.get("/");

        assertThat(reply.status()).isEqualTo(303);
        assertThat(reply.header("location")).isEqualTo("/");
        assertThat(reply.headers().allValues("set-cookie"))
                .filteredOn(line -> line.startsWith(browser.session()))
                .singleElement()
                .asString()
                .matches(
                        browser.session()
                                + "=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("<h1>Overview</h1>", "administrator");
        assertThat(page.body() + page.headers() + reply.headers()).doesNotContain(administrator());
    }

    @Test
    void everyPageKeepsOthersOut() throws Exception {
        Browser browser = Browser.signedIn(api.address(), administrator());
        for (String path : new String[] {"/", "/tunnels", "/sign-in"}) {
            Reply page = browser.get(path);

            assertThat(page.header("content-security-policy"))
                    .isEqualTo(
                            "default-src 'none'; script-src 'self'; style-src 'self';"
                                    + " img-src 'self'; connect-src 'self'; form-action 'self';"
                                    + " frame-ancestors 'none'; base-uri 'none'");
            assertThat(page.header("cache-control")).isEqualTo("no-store");
            assertThat(page.header("x-content-type-options")).isEqualTo("nosniff");
            assertThat(page.header("referrer-policy")).isEqualTo("same-origin");
            assertThat(page.body())
                    .contains("\"allowEval\":false", "\"includeIndicatorStyles\":false")
                    .doesNotContainPattern("<style|style=|<script>|\\son[a-z]+=|javascript:");
        }
    }

    @Test
    void refusesAnUnknownTokenWithoutRepeatingIt() throws Exception {
        Browser browser = new Browser(api.address());

        Reply reply = browser.signIn("kf_unknown-secret");

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.body())
                .contains("<title>Not signed in", "Invalid access token")
                .doesNotContain("unknown-secret");
        assertThat(browser.ticket()).isEmpty();
        assertThat(browser.get("/").status()).isEqualTo(303);
    }

    @Test
    void neitherTokensNorTicketsComeIntoTheLog() throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        LoggedEvents logged = new LoggedEvents();
        root.addAppender(logged);
        try {
            Browser browser = new Browser(api.address());
            browser.signIn("kf_unknown-secret");
            browser.signIn(administrator());
            String form = Browser.ticket(browser.get("/"));
            String ticket = browser.ticket();
            browser.post("/sign-out", Map.of("form", form + "x"));
            browser.post("/sign-out", Map.of("form", form));

            assertThat(ticket).hasSize(43);
            assertThat(logged.list)
                    .map(event -> event.getFormattedMessage() + event.getKeyValuePairs())
                    .noneMatch(line ->
                            line.contains("unknown-secret")
                                    || line.contains(administrator())
                                    || line.contains(form)
                                    || line.contains(ticket));
        } finally {
            root.detachAppender(logged);
        }
    }

    @Test
    void countsWrongTokensTogetherWithThoseOfTheApi() throws Exception {
        Browser browser = new Browser(api.address());
        for (int i = 0; i < FailedAuthentications.MAX_FAILURES / 2; i++) {
            assertThat(browser.signIn("wrong").status()).isEqualTo(403);
            api.as("wrong").get("/user/tokens/verify").assertFailure(403, 9109);
        }

        Reply reply = browser.signIn("wrong");

        assertThat(reply.status()).isEqualTo(429);
        assertThat(Integer.parseInt(reply.header("retry-after"))).isBetween(1, 60);
        api.as("wrong").get("/user/tokens/verify").assertFailure(429, 971);
        assertThat(browser.signIn(administrator()).status()).isEqualTo(303);
    }

    @Test
    void refusesAFormThatDoesNotCarryTheTicketOfItsPage() throws Exception {
        Browser other = new Browser(api.address());
        String foreign = Browser.ticket(other.get("/sign-in"));
        Browser browser = new Browser(api.address());
        browser.get("/sign-in");
        List<Map<String, String>> forms =
                List.of(
                        Map.of("token", administrator()),
                        Map.of("token", administrator(), "form", ""),
                        Map.of("token", administrator(), "form", foreign));
        for (Map<String, String> form : forms) {
            assertThat(browser.post("/sign-in", form).status()).isEqualTo(403);
        }
        Browser without = new Browser(api.address());
        assertThat(without.post("/sign-in", Map.of("token", administrator(), "form", "")).status())
                .isEqualTo(403);
        assertThat(without.ticket()).isEmpty();
    }

    @Test
    void signsInByTheFormOfAnyTab() throws Exception {
        Browser browser = new Browser(api.address());
        String first = Browser.ticket(browser.get("/sign-in"));
        String second = Browser.ticket(browser.get("/sign-in"));
        String third = Browser.ticket(browser.get("/sign-in?over=1"));
        assertThat(signIn(browser, second, "kf_wrong").status()).isEqualTo(403);

        assertThat(signIn(browser, first, administrator()).status()).isEqualTo(303);
        String session = browser.ticket();
        assertThat(signIn(browser, third, administrator()).status()).isEqualTo(303);

        assertThat(browser.ticket()).isNotEqualTo(session).isNotIn(first, second, third);
        assertThat(browser.get("/").status()).isEqualTo(200);
        browser.cookies().put(browser.session(), session);
        assertThat(browser.get("/").status()).isEqualTo(303);
    }

    @Test
    void aPlantedTicketOpensNothing() throws Exception {
        Browser browser = new Browser(api.address());
        String planted = "A".repeat(43);
        browser.cookies().put("keyferry-sign-in-" + api.address().port(), planted);
        Map<String, String> form =
                Map.of("form", Browser.ticket(browser.get("/sign-in")), "token", administrator());

        for (String from : new String[] {"cross-site", "same-site", "none"}) {
            assertThat(browser.post("/sign-in", form, "Sec-Fetch-Site: " + from).status())
                    .isEqualTo(403);
        }
        assertThat(browser.post("/sign-in", form, "Origin: http://127.0.0.1:1").status())
                .isEqualTo(403);
        assertThat(browser.post("/sign-in", form).status()).isEqualTo(303);
        assertThat(browser.ticket()).hasSize(43).isNotEqualTo(planted);
    }

    @Test
    void refusesAFormThatAnotherSiteSends() throws Exception {
        Browser browser = Browser.signedIn(api.address(), administrator());
        Map<String, String> form = Map.of("form", Browser.ticket(browser.get("/")));
        String own = "Origin: http://" + browser.host();
        String[][] foreign = {
            {},
            {"Sec-Fetch-Site: cross-site"},
            {"Sec-Fetch-Site: same-site"},
            {"Sec-Fetch-Site: none"},
            {"Sec-Fetch-Site: cross-site", own},
            {"Sec-Fetch-Site: same-origin", "Origin: http://evil.example"},
            {"Sec-Fetch-Site: same-origin", "Origin: null"},
            {"Origin: https://" + browser.host()},
            {"Origin: http://127.0.0.1:1"},
        };
        for (String[] headers : foreign) {
            assertThat(browser.post("/sign-out", form, headers).status()).isEqualTo(403);
            assertThat(browser.get("/").status()).isEqualTo(200);
        }
        assertThat(browser.post("/sign-out", form, own).status()).isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "127.0.0.1.evil.example",
                "localhost.evil.example",
                "10.0.0.1",
                "[2001:db8::1]"
            })
    void answersNothingUnderANameThatLeadsHere(String host) throws Exception {
        Browser browser = Browser.signedIn(api.address(), administrator());
        for (String path : new String[] {"/", "/tunnels", "/sign-in", Asset.SCRIPT.path()}) {
            Reply reply = browser.getAs(host, path);

            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.body()).doesNotContain("name=\"form\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "127.8.9.1", "[::1]", "LOCALHOST"})
    void isCalledByLoopbackNames(String host) throws Exception {
        Browser browser = new Browser(api.address());
        assertThat(browser.getAs(host, "/sign-in").status()).isEqualTo(200);
        assertThat(browser.getAs(host + ":8787", "/sign-in").status()).isEqualTo(200);
    }

    @Test
    void refusesAFormThatIsTooLong() throws Exception {
        Browser browser = new Browser(api.address());
        String ticket = Browser.ticket(browser.get("/sign-in"));

        Reply reply = browser.post("/sign-in", Map.of("form", ticket, "token", "x".repeat(17_000)));

        assertThat(reply.status()).isEqualTo(413);
    }

    @Test
    void tellsAFailureByAPageToWhoAsksForOne() throws Exception {
        Browser browser = new Browser(api.address());

        Reply page = browser.get("/sign-out", "Accept: text/html,*/*;q=0.8");

        assertThat(page.status()).isEqualTo(405);
        assertThat(page.header("content-type")).isEqualTo("text/html;charset=utf-8");
        assertThat(page.header("content-security-policy")).startsWith("default-src 'none'");
        browser.get("/sign-out").assertFailure(405, 19405);
        browser.get("/sign-out", "Accept: */*").assertFailure(405, 19405);
        browser.get("/client/v4/none", "Accept: text/html", api.authorization())
                .assertDocumentedFailure();
    }

    @Test
    void answersHeadLikeGetWithoutTheBody() throws Exception {
        Reply reply = Browser.signedIn(api.address(), administrator()).head("/");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(Integer.parseInt(reply.header("content-length"))).isPositive();
        assertThat(reply.body()).isEmpty();
    }

    @Test
    void isLoadedForNoPageOfAnotherSite() throws Exception {
        Browser browser = Browser.signedIn(api.address(), administrator());
        String[] paths = {"/", "/tunnels", "/sign-in", Asset.SCRIPT.path()};
        for (String site : new String[] {"cross-site", "same-site"}) {
            String from = "Sec-Fetch-Site: " + site;
            for (String path : paths) {
                assertThat(browser.get(path, from).status()).isEqualTo(403);
                assertThat(status(browser, path, from, "no-cors", "image")).isEqualTo(403);
                assertThat(status(browser, path, from, "cors", "empty")).isEqualTo(403);
                assertThat(status(browser, path, from, "navigate", "iframe")).isEqualTo(403);
                assertThat(status(browser, path, from, "no-cors", "document")).isEqualTo(403);
                assertThat(status(browser, path, from, "navigate", "document")).isEqualTo(200);
            }
        }
        assertThat(browser.get("/", "Sec-Fetch-Site: none").status()).isEqualTo(200);
        String own = "Sec-Fetch-Site: same-origin";
        assertThat(status(browser, "/", own, "cors", "empty")).isEqualTo(200);
    }

    private static Reply signIn(Browser browser, String ticket, String token) throws Exception {
        return browser.post("/sign-in", Map.of("form", ticket, "token", token));
    }

    private String administrator() {
        return api.authorization().replace("Authorization: Bearer ", "");
    }

    private static int status(Browser browser, String path, String site, String mode, String dest)
            throws Exception {
        return browser.get(path, site, "Sec-Fetch-Mode: " + mode, "Sec-Fetch-Dest: " + dest)
                .status();
    }
}

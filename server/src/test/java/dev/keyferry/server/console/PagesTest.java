package dev.keyferry.server.console;

import static dev.keyferry.server.http.parts.TokenJsons.account;
import static dev.keyferry.server.http.parts.TokenJsons.allow;
import static dev.keyferry.server.http.parts.TokenJsons.make;
import static dev.keyferry.server.http.parts.TokenJsons.token;
import static dev.keyferry.server.http.parts.TokenJsons.tunnel;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.server.console.page.tunnels.TunnelsPage;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.http.parts.ApiFixture;
import dev.keyferry.server.http.parts.Reply;
import dev.keyferry.server.usecase.survey.FindTunnels;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PagesTest {
    private static final String KEY = "qV7mZ2xKd9RtB4nW8sYc3HfJ6pLg5TzA";
    private static final int MAX_CREATED = 10_000;
    private static final Pattern ROW = Pattern.compile("<th scope=\"row\">(?:<a [^>]+>)?([^<]+)<");
    private static final Pattern NEXT = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"");

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
    void showsWhatAnAccountIsCalledAsTextOnly() throws Exception {
        Reply page = Browser.operator(api).get("/");

        assertThat(page.body())
                .contains("Acme &amp; &lt;b&gt;Sons&lt;/b&gt;")
                .doesNotContain("<b>Sons</b>");
    }

    @Test
    void accountsOfOneNameAreToldApartByTheirIds() throws Exception {
        String named = api.createAccount(account);
        String first = api.createAccount("twin");
        String second = api.createAccount("twin");
        api.createTunnel(tunnels, "berlin");
        Browser browser = Browser.operator(api);

        Reply page = browser.get("/tunnels?account=" + account);
        Reply twins = browser.get("/tunnels?account=twin");

        assertThat(rows(page)).containsExactly("berlin");
        assertThat(page.body())
                .contains("<option value=\"" + account + "\" selected>")
                .contains(named, "twin · " + first, "twin · " + second);
        assertThat(twins.body()).contains("Choose an account to see its tunnels");
        assertThat(browser.get("/?account=" + account).body()).contains(account + "</code>");
    }

    @Test
    void showsWhatIsLookedForAsTextOnly() throws Exception {
        String text = "%22%3E%3Cscript%3Ealert(1)%3C/script%3E";
        Reply page =
                Browser.operator(api)
                        .get("/tunnels?account=" + account + "&q=" + text + "&state=" + text);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).doesNotContain("<script>alert").contains("No tunnel is like this");
    }

    @Test
    void countsKeysByWhatIsKnownOfThem() throws Exception {
        String with = api.createTunnel(tunnels, "berlin");
        api.createTunnel(tunnels, "munich");
        setKey(with);

        Reply page = Browser.operator(api).get("/?account=" + account);

        assertThat(figure(page, "unserved")).isEqualTo(1);
        assertThat(figure(page, "none")).isEqualTo(1);
        assertThat(figure(page, "any")).isEqualTo(2);
        assertThat(figure(page, "loaded")).isZero();
        assertThat(rows(page)).containsExactly("berlin");
        assertThat(page.body())
                .contains("No gateway is enrolled")
                .doesNotContainIgnoringCase("in sync")
                .doesNotContain(KEY);
    }

    @Test
    void pagesThroughTheTunnelsOfAnAccount() throws Exception {
        int count = TunnelsPage.PER_PAGE + 1;
        for (int i = 0; i < count; i++) {
            api.createTunnel(tunnels, "t-%03d".formatted(i));
        }
        Browser browser = Browser.operator(api);

        Reply first = browser.get("/tunnels?account=" + account);
        List<String> names = rows(first);
        Reply second = browser.get(next(first));

        assertThat(names).hasSize(TunnelsPage.PER_PAGE).isSorted().startsWith("t-000");
        assertThat(rows(second)).containsExactly("t-050");
        assertThat(NEXT.matcher(second.body()).find()).isFalse();
    }

    @Test
    void findsTunnelsByNameIdAndState() throws Exception {
        String berlin = api.createTunnel(tunnels, "acme-berlin");
        api.createTunnel(tunnels, "acme-berlin-2");
        api.createTunnel(tunnels, "acme_munich");
        setKey(berlin);
        Browser browser = Browser.operator(api);
        String all = "/tunnels?account=" + account;

        assertThat(rows(browser.get(all + "&q=BERLIN")))
                .containsExactly("acme-berlin", "acme-berlin-2");
        assertThat(rows(browser.get(all + "&q=_"))).containsExactly("acme_munich");
        assertThat(rows(browser.get(all + "&q=%25"))).isEmpty();
        assertThat(rows(browser.get(all + "&q=" + berlin))).containsExactly("acme-berlin");
        assertThat(rows(browser.get(all + "&state=unserved"))).containsExactly("acme-berlin");
        assertThat(rows(browser.get(all + "&state=none&q=munich"))).containsExactly("acme_munich");
        assertThat(rows(browser.get(all + "&state=loaded"))).isEmpty();
    }

    @Test
    void givesAScriptThePartThatChanges() throws Exception {
        api.createTunnel(tunnels, "berlin");
        Browser browser = Browser.operator(api);
        String all = "/tunnels?account=" + account;

        Reply part = browser.get(all, "HX-Request: true");
        Reply whole = browser.get(all, "HX-Request: true", "HX-History-Restore-Request: true");

        assertThat(part.body()).startsWith("<div id=\"found\">").doesNotContain("<html");
        assertThat(part.header("vary")).isEqualTo("HX-Request");
        assertThat(whole.body()).startsWith("<!doctype html>");
    }

    @Test
    void showsNoMoreThanTheTokenMayRead() throws Exception {
        String own = api.createTunnel(tunnels, "berlin");
        api.createTunnel(tunnels, "munich");
        String value =
                make(api, token(allow(tunnel(account, own), Permission.MAGIC_WAN_READ)))
                        .client()
                        .token();
        Browser browser = Browser.signedIn(api.address(), value);
        String other = api.createAccount("other");

        Reply overview = browser.get("/?account=" + account);

        assertThat(rows(browser.get("/tunnels?account=" + account))).containsExactly("berlin");
        assertThat(rows(browser.get("/tunnels?account=" + account + "&q=munich"))).isEmpty();
        assertThat(browser.get("/tunnels?account=" + other).status()).isEqualTo(403);
        assertThat(overview.body())
                .contains("Gateways are shown to operators", "may read all tunnels")
                .doesNotContain("Acme", "figures");
    }

    @Test
    void tellsNothingOfAnAccountToWhoMayNotReadIt() throws Exception {
        String foreign = api.createAccount("other");
        String value =
                make(api, token(allow(account(account), Permission.ACCOUNT_SETTINGS_READ)))
                        .client()
                        .token();
        Browser browser = Browser.signedIn(api.address(), value);

        assertThat(browser.get("/").body()).contains("Acme").doesNotContain("other");
        assertThat(browser.get("/tunnels?account=" + foreign).status()).isEqualTo(403);
        assertThat(browser.get("/tunnels?account=" + "0".repeat(32)).status()).isEqualTo(403);
    }

    @Test
    void filesHavePathsThatChangeWithThemAndAreHeldAgainstThePage() throws Exception {
        Browser browser = new Browser(api.address());
        Pattern link =
                Pattern.compile(
                        "(?:href|src)=\"(/assets/[0-9a-f]{16}/[^\"]+)\"(?: integrity=\"([^\"]+)\")?");
        List<MatchResult> links = link.matcher(browser.get("/sign-in").body()).results().toList();

        assertThat(links).hasSize(4);
        for (MatchResult each : links) {
            Reply file = browser.get(each.group(1));
            assertThat(file.status()).isEqualTo(200);
            assertThat(file.header("cache-control")).contains("immutable");
            if (!each.group(1).endsWith("icon.svg")) {
                byte[] body = file.body().getBytes(StandardCharsets.UTF_8);
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
                assertThat(each.group(2))
                        .isEqualTo("sha256-" + Base64.getEncoder().encodeToString(digest));
            }
            String other = each.group(1).replaceFirst("[0-9a-f]{16}", "0".repeat(16));
            assertThat(browser.get(other).status()).isEqualTo(404);
        }
    }

    @Test
    void passesOverSoManyTunnelsAndGoesOnWhenAsked() throws Exception {
        for (int from = 0; from < FindTunnels.MAX_WALK; from += MAX_CREATED) {
            api.post(tunnels, manyTunnels(from)).assertSuccess();
        }
        setKey(api.createTunnel(tunnels, "zurich"));
        Browser browser = Browser.operator(api);
        String all = "/tunnels?account=" + account;
        for (String search : List.of("&q=zur", "&state=unserved", "&state=unserved&q=Z")) {
            Reply first = browser.get(all + search);

            assertThat(rows(first)).as(search).isEmpty();
            assertThat(first.body())
                    .contains("No tunnel like this among the 20,000 looked through", "Go on");
            Reply second = browser.get(next(first));
            assertThat(rows(second)).as(search).containsExactly("zurich");
            assertThat(second.body()).doesNotContain("Go on", "looked through");
        }
    }

    private void setKey(String tunnel) throws Exception {
        api.post(
                        tunnels + "/psk",
                        "{\"psks\":[{\"id\":\"%s\",\"psk\":\"%s\"}]}".formatted(tunnel, KEY))
                .assertSuccess();
    }

    private static String manyTunnels(int from) {
        return IntStream.range(from, from + MAX_CREATED)
                .mapToObj(i ->
                        "{\"name\":\"t-%05d\",\"cloudflare_endpoint\":\"203.0.113.1\",\"interface_address\":\"10.0.0.0/31\"}"
                                .formatted(i))
                .collect(joining(",", "{\"ipsec_tunnels\":[", "]}"));
    }

    private static List<String> rows(Reply page) {
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        return ROW.matcher(page.body()).results().map(match -> match.group(1)).toList();
    }

    private static String next(Reply page) {
        return NEXT.matcher(page.body())
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow()
                .replace("&amp;", "&");
    }

    private static int figure(Reply page, String state) {
        Pattern figure = Pattern.compile("state=" + state + "\"><strong>(\\d+)<");
        return figure.matcher(page.body())
                .results()
                .map((MatchResult match) -> Integer.parseInt(match.group(1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(page.body()));
    }
}

package dev.keyferry.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.Feed;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.seal.EdgePrivateKey;
import dev.keyferry.server.TestGateway;
import dev.keyferry.server.http.parts.ApiFixture;
import dev.keyferry.server.http.parts.Reply;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How far gateways are, on their page and on the overview. */
class GatewaysBehindTest {
    private static final Pattern ROW =
            Pattern.compile("<tr>\\s*<th scope=\"row\">(.*?)</tr>", Pattern.DOTALL);
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final EdgePrivateKey key = EdgePrivateKey.generate();
    private ApiFixture api;
    private String account;

    @BeforeEach
    void start() throws Exception {
        // The time stands still, so that what is kept for some seconds would be kept for ever.
        api = ApiFixture.start(() -> NOW, Optional.empty());
        account = api.createAccount("acme");
        api.createEdge("berlin", key);
        api.send("PUT", "/keyferry/edges/berlin/addresses/203.0.113.1", "").assertSuccess();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void countsWhatAGatewayIsBehindAtThisMoment() throws Exception {
        String tunnels = "/accounts/" + account + "/magic/ipsec_tunnels";
        api.enrolGateway("berlin", "gw-1", key);
        generate(tunnels, api.createTunnel(tunnels, "first"));
        reported("gw-1");
        Browser browser = Browser.operator(api);

        for (String path : List.of("/gateways", "/")) {
            assertThat(row(browser.get(path), "gw-1")).as(path).contains(">none<");
        }
        generate(tunnels, api.createTunnel(tunnels, "second"));
        for (String path : List.of("/gateways", "/")) {
            assertThat(row(browser.get(path), "gw-1"))
                    .as(path)
                    .containsPattern(">[1-9] changes?<")
                    .doesNotContain(">none<");
        }
    }

    @Test
    void theOverviewShowsTenGatewaysThatNeedALookFirst() throws Exception {
        for (int i = 0; i < 12; i++) {
            api.enrolGateway("berlin", "gw-%02d".formatted(i), key);
        }
        api.enrolGateway("berlin", "gw-99", key);
        api.send("DELETE", "/keyferry/gateways/gw-99", "").assertSuccess();
        String tunnels = "/accounts/" + account + "/magic/ipsec_tunnels";
        reported("gw-00");
        reported("gw-01");
        generate(tunnels, api.createTunnel(tunnels, "first"));
        reported("gw-00");
        Browser browser = Browser.operator(api);

        Reply page = browser.get("/?account=" + account);

        List<String> names = names(page);
        assertThat(names).hasSize(10).first().isEqualTo("gw-02");
        assertThat(names).doesNotContain("gw-00", "gw-01", "gw-99");
        assertThat(page.body()).contains("10 of 12, those", "/gateways?account=" + account);
        for (int i = 2; i < 11; i++) {
            api.send("DELETE", "/keyferry/gateways/gw-%02d".formatted(i), "").assertSuccess();
        }
        assertThat(names(browser.get("/?account=" + account)))
                .containsExactly("gw-11", "gw-01", "gw-00");
    }

    /** Has the gateway bring all that there is into its charon, and say so. */
    private void reported(String name) throws Exception {
        Feed feed = api.gateways().feeds().feed(new GatewayName(name)).orElseThrow();
        try (TestGateway gateway = new TestGateway(feed, 'a')) {
            Revision all = gateway.pull(Optional.empty());
            gateway.report(all, all, TestGateway.SERVING);
        }
    }

    private void generate(String tunnels, String tunnel) throws Exception {
        api.post(tunnels + "/" + tunnel + "/psk_generate", "{}").assertSuccess();
    }

    /** Of the gateways on the overview, in their order. */
    private static List<String> names(Reply page) {
        String gateways = page.body().substring(page.body().indexOf("<h2 id=\"gateways\""));
        return ROW.matcher(gateways)
                .results()
                .map(row -> row.group(1).replaceFirst("(?s)<.*", ""))
                .toList();
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
}

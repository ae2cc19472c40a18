package dev.keyferry.server.console;

import static dev.keyferry.server.console.KeysForm.rows;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.Poll;
import dev.keyferry.server.ServerOptions.LocalGateway;
import dev.keyferry.server.TestGateway;
import dev.keyferry.server.console.page.keys.KeysPage;
import dev.keyferry.server.http.HttpTimeouts;
import dev.keyferry.server.http.parts.ApiFixture;
import dev.keyferry.server.http.parts.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What happens between the check of many keys and the last call that sets them. */
class KeysRunTest {
    private static final String HEADER = "tunnel,psk\n";
    private static final String KEY = "qV7mZ2xKd9RtB4nW8sYc3HfJ6pLg5TzA";
    private static final String OTHER = "wE5tY7uI9oP1aS3dF5gH7jK9lZ2xC4vB";
    private static final String THIRD = "mN8bV6cX4zL2kJ0hG9fD7sA5pO3iU1yT";
    private static final long PATIENCE_SECONDS = 60;

    private ApiFixture api;
    private TestGateway gateway;
    private String account;
    private String tunnels;
    private String berlin;
    private String munich;

    @BeforeEach
    void start() throws Exception {
        api = ApiFixture.start(HttpTimeouts.DEFAULT, LocalGateway.PRESENT);
        gateway = new TestGateway(api.feed(), 'a').follow();
        account = api.createAccount("acme");
        tunnels = "/accounts/" + account + "/magic/ipsec_tunnels";
        berlin = api.createTunnel(tunnels, "berlin");
        munich = api.createTunnel(tunnels, "munich");
    }

    @AfterEach
    void stop() {
        gateway.close();
        api.close();
    }

    @Test
    void sendsOneCallForEachRequestOfAScript() throws Exception {
        KeysForm form = operator();
        String text = HEADER + "berlin," + KEY + "\n" + unknown() + "munich," + OTHER + "\n";

        Reply first = form.script(form.toSet(text, form.check(text)));

        assertThat(first.body())
                .startsWith("<div id=\"result\">")
                .contains("1000 of 1001 lines", ">berlin<", "1001,t-998,")
                .doesNotContain(">munich<", KEY, OTHER);
        Map<String, String> next = KeysForm.brought(first);
        next.put("keys", text);
        assertThat(next).containsEntry("loaded", "1").containsEntry("from", "1000");
        Reply second = form.script(next);

        assertThat(second.body())
                .startsWith("<div id=\"far\"")
                .contains("<strong>2</strong>", "<strong>999</strong>", ">munich<")
                .doesNotContain(">berlin<", "hx-trigger", KEY, OTHER);
        assertThat(version(munich)).isEqualTo(1);
        next.put("keys", text + " ");
        assertThat(form.script(next).body())
                .startsWith("<p id=\"far\"")
                .contains("Nothing more was set: this is not the text that was checked");
    }

    @Test
    void setsAllInOneRequestWithoutScripts() throws Exception {
        KeysForm form = operator();
        String text = HEADER + "berlin," + KEY + "\n" + unknown() + "munich," + OTHER + "\n";

        Reply set = form.set(text, form.check(text));

        assertThat(set.status()).isEqualTo(200);
        assertThat(set.body())
                .startsWith("<!doctype html>")
                .contains("<title>Set ·", "<strong>999</strong>", ">berlin<", "3,t-0,", ">munich<")
                .doesNotContain("hx-trigger=\"load", KEY, OTHER);
        assertThat(version(berlin)).isEqualTo(1);
        assertThat(version(munich)).isEqualTo(1);
    }

    @Test
    void setsNothingAgainWhenItsAnswerIsLoadedAgain() throws Exception {
        KeysForm form = operator();
        String text = HEADER + "berlin," + KEY + "\nmunich," + OTHER + "\n";
        Map<String, String> sent = form.toSet(text, form.check(text));
        assertThat(form.browser().post("/keys", sent).status()).isEqualTo(200);
        assertThat(form.browser().post("/keys", sent).body()).contains("loaded v1");
        revoke(berlin);
        set(munich, THIRD);

        Reply again = form.browser().post("/keys", sent);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body())
                .contains("2,berlin,\"key-changed: ", "3,munich,\"key-changed: ")
                .doesNotContain("loaded v");
        assertThat(version(berlin)).isZero();
        assertThat(version(munich)).isEqualTo(2);
        assertThat(form.set(text, form.check(text)).body()).contains("loaded v3");
    }

    @Test
    void leavesKeysThatSomebodySetSinceTheCheck() throws Exception {
        KeysForm form = operator();
        String text = HEADER + "berlin," + KEY + "\n" + unknown() + "munich," + OTHER + "\n";
        Reply first = form.script(form.toSet(text, form.check(text)));
        set(munich, THIRD);
        Map<String, String> next = KeysForm.brought(first);
        next.put("keys", text);

        Reply second = form.script(next);

        assertThat(second.body()).contains("1002,munich,\"key-changed: ");
        assertThat(version(munich)).isEqualTo(1);
        next.put("checked", "1000000");
        assertThat(form.script(next).body()).contains("Nothing more was set");
        assertThat(version(munich)).isEqualTo(1);
    }

    @Test
    void setsNothingWhereANameMeansAnotherTunnelSinceTheCheck() throws Exception {
        KeysForm form = operator();
        String text = HEADER + "berlin," + KEY + "\n";
        Reply checked = form.check(text);
        rename(berlin, "old");
        rename(munich, "berlin");

        Reply refused = form.set(text, checked);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("its names mean other tunnels now");
        assertThat(version(berlin)).isZero();
        assertThat(version(munich)).isZero();
    }

    @Test
    void tellsWhatWasSetBeforeALaterCallFailed() throws Exception {
        refuseKeysOf(munich);
        KeysForm form = operator();
        String text = HEADER + "berlin," + KEY + "\n" + unknown() + "munich," + OTHER + "\n";
        Reply checked = form.check(text);

        Reply set = form.set(text, checked);

        assertThat(set.status()).as(set.body()).isEqualTo(503);
        assertThat(set.body())
                .contains("<title>Set in part ·", "1000 of 1001 lines were gone through")
                .contains("Check the same text once more", "3,t-0,", "1001,t-998,")
                .doesNotContain("Go on", ">munich<", "1002,", KEY, OTHER);
        assertThat(rows(set, "outcome")).contains(">berlin<", "loaded v1");
        assertThat(version(berlin)).isEqualTo(1);
        assertThat(version(munich)).isZero();
    }

    @Test
    void letsOtherPagesOfTheTokenComeBetweenTwoCalls() throws Exception {
        gateway.close();
        gateway = new TestGateway(api.feed(), 'b');
        gateway.pull(Optional.empty());
        KeysForm form = operator();
        Browser other = operator().browser();
        String text = HEADER + "berlin," + KEY + "\n" + unknown() + "munich," + OTHER + "\n";
        Reply checked = form.check(text);
        CompletableFuture<Reply> run =
                CompletableFuture.supplyAsync(() -> {
                    try {
                        return form.set(text, checked);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
        gateway.poll(Poll.MAX_PATIENCE);

        Reply between = other.get("/tunnels?account=" + account);

        assertThat(between.status()).isEqualTo(200);
        assertThat(run).isNotDone();
        gateway.follow();
        assertThat(run.get(PATIENCE_SECONDS, TimeUnit.SECONDS).body()).contains(">munich<");
    }

    /** All but one of the lines that one call takes, none of a tunnel that there is. */
    private static String unknown() {
        return IntStream.range(0, KeysPage.PER_CALL - 1)
                .mapToObj(i -> "t-" + i + "," + KEY + i + "\n")
                .collect(joining());
    }

    /** Has the database fail when a key of the tunnel is written. */
    private void refuseKeysOf(String tunnel) throws Exception {
        gateway.close();
        api.stopServer();
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + api.database());
                Statement statement = database.createStatement()) {
            statement.execute(
                    """
                    CREATE TRIGGER broken BEFORE INSERT ON psk_version
                    WHEN lower(hex(NEW.tunnel)) = '%s'
                    BEGIN SELECT RAISE(ABORT, 'broken'); END
                    """
                            .formatted(tunnel));
        }
        api.restartServer();
        gateway = new TestGateway(api.feed(), 'a').follow();
    }

    private void set(String tunnel, String key) throws Exception {
        api.post(
                        tunnels + "/psk",
                        "{\"psks\":[{\"id\":\"%s\",\"psk\":\"%s\"}]}".formatted(tunnel, key))
                .assertSuccess();
    }

    private void revoke(String tunnel) throws Exception {
        api.send("DELETE", "/accounts/" + account + "/keyferry/psks/" + tunnel).assertSuccess();
    }

    private void rename(String tunnel, String name) throws Exception {
        api.send("PUT", tunnels + "/" + tunnel, "{\"name\":\"%s\"}".formatted(name))
                .assertSuccess();
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
        return new KeysForm(
                Browser.signedIn(
                        api.address(), api.authorization().replace("Authorization: Bearer ", "")),
                account);
    }
}

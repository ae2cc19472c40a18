package dev.keyferry.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyferry.app.api.ApiAddress;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.command.terminal.Terminal;
import dev.keyferry.app.serve.CharonSocket;
import dev.keyferry.app.serve.ServeOptions;
import dev.keyferry.app.serve.Serving;
import dev.keyferry.app.settings.Settings;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.http.ListenAddress;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code keyferry psk revoke} against a real server without a gateway. */
class PskRevokeTest {
    private static final String KEYS =
            "tunnel,psk\none,Marker-b7Qw-2LmX-p94R\ntwo,Marker-Zt5K-8vNc-h3Yd\n";

    private static final String TOKEN =
            """
            {"name":"robot","policies":[
             {"effect":"allow","permission_groups":[{"id":"%s"}],
              "resources":{"com.cloudflare.api.account.%%s":"*"}},
             {"effect":"allow","permission_groups":[{"id":"%s"}],
              "resources":{"com.cloudflare.api.account.%%s":
                           {"dev.keyferry.ipsec_tunnel.%%s":"*"}}}]}\
            """
                    .formatted(Permission.MAGIC_WAN_READ.id(), Permission.PSK_SET.id());

    @TempDir private Path directory;
    private Serving serving;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void serveTwoTunnelsWithKeys() throws InterruptedException {
        serve(Optional.empty());
        run("", "account", "create", "acme");
        create("one", "10.0.0.0/31");
        create("two", "10.0.0.2/31");
        run(KEYS, "psk", "set", "-");
    }

    private void serve(Optional<CharonSocket> charon) throws InterruptedException {
        Path data = directory.resolve("data");
        ListenAddress free = ListenAddress.parse("127.0.0.1:0");
        serving = Serving.start(new ServeOptions(data, free, charon, Settings.DEFAULT));
        environment.put("KEYFERRY_URL", serving.base().toString());
        environment.put("KEYFERRY_TOKEN_FILE", data.resolve("admin.token").toString());
    }

    @AfterEach
    void stop() {
        serving.close();
    }

    @Test
    void takesTheNamedKeysAndLeavesTheTunnels() {
        Invocation revoked = run("", "psk", "revoke", "--yes", "one");
        assertThat(revoked.exit()).isZero();
        assertThat(revoked.out()).isEqualTo("revoked  one\n");
        assertThat(run("", "psk", "status").out()).contains("two").doesNotContain("one");
        assertThat(run("", "tunnel", "list").out()).contains("one", "two");

        Invocation again = run("", "psk", "revoke", "--yes", "one", "two", "--json");
        assertThat(again.exit()).isZero();
        assertThat(again.out().lines())
                .satisfiesExactly(
                        first -> assertThat(first).contains("\"removed\":false", "\"version\":2"),
                        second -> assertThat(second).contains("\"removed\":true", "\"version\":2"));
    }

    @Test
    void takesNoneWhereANameIsWrong() {
        Invocation refused = run("", "psk", "revoke", "--yes", "one", "three");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("error: ", "three", "hint: ");
        assertThat(refused.out()).isEmpty();
        assertThat(run("", "psk", "status").out()).contains("one", "two");
        assertThat(run("", "psk", "revoke").exit()).as("no name").isEqualTo(2);
    }

    @Test
    void saysWhichGatewayMayStillAcceptAKeyAndAskedAgainSaysItStill() throws Exception {
        serving.close();
        serve(Optional.of(new CharonSocket(directory.resolve("charon.vici"))));

        for (String had : List.of("revoked", "no key")) {
            Invocation revoked = run("", "psk", "revoke", "--yes", "one");
            assertThat(revoked.exit()).isEqualTo(4);
            assertThat(revoked.out()).startsWith(had);
            assertThat(revoked.err())
                    .contains("note: ", "gateway local", "charon-down", "error: ", "hint: ");
        }
    }

    @Test
    void namesTheKeysThatItDidNotComeTo() throws Exception {
        JsonNode tunnels = json(run("", "tunnel", "list", "--json"));
        String account = json(run("", "account", "list", "--json")).at("/0/id").asString();
        String one = tunnels.at("/0/id").asString();
        try (ApiClient api = new ApiClient(ApiAddress.of(environment))) {
            String token =
                    api.post("/user/tokens", TOKEN.formatted(account, account, one).getBytes(UTF_8))
                            .result()
                            .required("value")
                            .asString();
            environment.put("KEYFERRY_TOKEN", token);
        }

        Invocation refused =
                run("", "psk", "revoke", "--yes", "one", "two", "one", "--account", account);

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.out()).isEqualTo("revoked  one\n");
        assertThat(refused.err()).contains("note: not revoked: two, one\n", "error: ");
    }

    @Test
    void asksOnATerminalAndTakesNothingWithoutAYes() {
        Invocation declined = asked("\n", "psk", "revoke", "one", "two");
        assertThat(declined.exit()).isEqualTo(1);
        assertThat(declined.err())
                .contains("the keys of one, two away", "[y/N]", "nothing was revoked");
        assertThat(declined.out()).isEmpty();

        Invocation nobody = run("y\n", "psk", "revoke", "one");
        assertThat(nobody.exit()).as("nobody sits there").isEqualTo(2);
        assertThat(nobody.err()).contains("error: ", "hint: give --yes");
        assertThat(run("", "psk", "status").out()).contains("one", "two");

        assertThat(asked("y\n", "psk", "revoke", "one").out()).isEqualTo("revoked  one\n");
        assertThat(run("", "psk", "status").out()).contains("two").doesNotContain("one");
    }

    @Test
    void statusIsPrintedAgainOnceSomethingChanged() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, UTF_8);
        Terminal terminal = new Terminal(environment, InputStream.nullInputStream(), print, print);
        Thread watching =
                Thread.ofVirtual()
                        .start(() ->
                                KeyferryCommand.run(
                                        terminal, "psk", "status", "--json", "--watch"));
        await().until(() -> out.toString(UTF_8).contains("two"));
        String before = out.toString(UTF_8);

        run("", "psk", "revoke", "--yes", "two");

        await().until(() -> out.size() > before.length());
        watching.interrupt();
        watching.join();
        String after = out.toString(UTF_8).substring(before.length());
        assertThat(before).contains("one", "two");
        assertThat(after).startsWith("[");
        assertThat(json(after))
                .hasSize(1)
                .allSatisfy(key -> assertThat(key.path("name").asString()).isEqualTo("one"));
    }

    private void create(String name, String inner) {
        Invocation created =
                run(
                        "",
                        "tunnel",
                        "create",
                        name,
                        "--cloudflare-endpoint",
                        "203.0.113.1",
                        "--interface-address",
                        inner);
        assertThat(created.exit()).as(created.err()).isZero();
    }

    private static JsonNode json(Invocation invocation) {
        return json(invocation.out());
    }

    private static JsonNode json(String text) {
        return new JsonMapper().readTree(text);
    }

    private Invocation asked(String answer, String... arguments) {
        return Invocation.of(
                environment, answer, EnumSet.allOf(Terminal.Standard.class), arguments);
    }

    private Invocation run(String stdin, String... arguments) {
        return Invocation.of(environment, stdin, arguments);
    }
}

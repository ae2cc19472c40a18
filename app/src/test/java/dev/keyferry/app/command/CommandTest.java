package dev.keyferry.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.app.serve.ServeOptions;
import dev.keyferry.app.serve.Serving;
import dev.keyferry.app.settings.Settings;
import dev.keyferry.server.http.ListenAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands against a real server without a gateway. */
class CommandTest {
    private static final String KEY = "Marker-b7Qw-2LmX-p94R";
    private static final String OTHER_KEY = "Marker-Zt5K-8vNc-h3Yd";

    @TempDir private Path directory;
    private Serving serving;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void serve() throws InterruptedException {
        serving =
                Serving.start(
                        new ServeOptions(
                                directory.resolve("data"),
                                ListenAddress.parse("127.0.0.1:0"),
                                Optional.empty(),
                                Settings.DEFAULT));
        environment.put("KEYFERRY_URL", serving.base().toString());
        environment.put("KEYFERRY_TOKEN_FILE", directory.resolve("data/admin.token").toString());
    }

    @AfterEach
    void stop() {
        serving.close();
    }

    @Test
    void tlsToWhatSpeaksNoneIsToldAsThat() {
        environment.put("KEYFERRY_URL", serving.base().toString().replaceFirst("^http:", "https:"));
        Invocation refused = run("account", "list");
        assertThat(refused.exit()).isEqualTo(3);
        assertThat(refused.err()).startsWith("error: there is no TLS 1.2 or 1.3 at https://");
    }

    @Test
    void createsAndListsAccounts() {
        assertThat(run("account", "create", "one", "--number", "77").out()).contains("one", "77");
        String id = "0123456789abcdef0123456789abcdef";
        assertThat(run("account", "create", "two", "--id", id).exit()).isZero();
        JsonNode accounts = json(run("account", "list", "--json"));
        assertThat(accounts).hasSize(2);
        assertThat(run("account", "list").out()).contains("one", "two", id);
    }

    @Test
    void aSecondAccountOfANameIsNotedAndCanBeDeleted() {
        Invocation first = run("account", "create", "acme");
        assertThat(first.err()).isEmpty();
        String kept = json(run("account", "list", "--json")).path(0).path("id").asString();
        Invocation second = run("account", "create", "acme", "--json");
        String id = json(second).path("id").asString();
        assertThat(second.err())
                .contains("note: another account has this name: " + kept, "account delete " + id);

        assertThat(run("account", "delete", "acme", "--yes").err())
                .contains("2 accounts are named acme");
        Invocation nobody = run("account", "delete", id);
        assertThat(nobody.exit()).as("nobody can be asked").isEqualTo(2);
        assertThat(nobody.err()).contains("ends account " + id, "hint: give --yes");
        assertThat(run("account", "delete", id, "--yes").out()).isEqualTo("deleted  " + id + "\n");
        assertThat(json(run("account", "list", "--json")).valueStream())
                .extracting(account -> account.path("id").asString())
                .containsExactly(kept);
        createTunnel("branch-7");
        assertThat(run("account", "delete", "acme", "--yes").exit()).as("has one").isEqualTo(1);
    }

    @Test
    void createsListsAndConnectsTunnels() {
        run("account", "create", "one", "--number", "77");
        JsonNode tunnel = json(createTunnel("branch-7", "--json"));
        String id = tunnel.path("id").asString();
        assertThat(run("tunnel", "list").out()).contains("branch-7", id, "203.0.113.1", "none");
        String byName = run("tunnel", "connection", "branch-7").out();
        assertThat(byName)
                .contains("keyid:#" + hex("77_" + id), "id = \"203.0.113.1\"")
                .isEqualTo(run("tunnel", "connection", id).out());
        assertThat(run("tunnel", "connection", id, "--identity", "fqdn").out())
                .contains("fqdn:#" + hex(id + ".77.ipsec.keyferry.internal"));
        assertThat(json(run("tunnel", "connection", id, "--json")).path("swanctl_conf").asString())
                .isEqualTo(byName);
    }

    @Test
    void setsKeysByNameOrIdFromAFileOrStandardInput() throws IOException {
        run("account", "create", "one");
        createTunnel("a");
        String b = json(createTunnel("b", "--json")).path("id").asString();
        Path file =
                Files.writeString(
                        directory.resolve("keys.csv"),
                        "tunnel,psk\na," + KEY + "\n" + b + "," + OTHER_KEY + "\n");
        Invocation fromFile = run("psk", "set", file.toString());
        assertThat(fromFile.out())
                .contains("stored 2   unserved 2\n")
                .contains("unserved: a, " + b)
                .contains("next: keyferry edge list");
        assertThat(run("tunnel", "list").out()).contains("version 1 unserved");
        Invocation again = runWith("tunnel,psk\nb," + KEY + "\n", "psk", "set", "-");
        assertThat(again.out()).contains("stored 1   unserved 1\n");
        assertThat(run("tunnel", "list").out()).contains("version 2 unserved");
    }

    @Test
    void tellsByItsExitCodeWhatBecameOfTheKeys() {
        run("account", "create", "one");
        createTunnel("a");
        String good = "tunnel,psk\na," + KEY + "\n";
        String partlyBad = good + "nowhere," + OTHER_KEY + "\n";
        assertThat(runWith(good, "psk", "set", "--validate-only", "-").exit()).isEqualTo(0);
        assertThat(run("tunnel", "list").out()).contains("none");
        Invocation stored = runWith(good, "psk", "set", "-");
        assertThat(stored.exit()).isEqualTo(4);
        assertThat(stored.out()).contains("stored only: no gateway serves 203.0.113.1 yet");
        assertErrorAndHint(stored);
        Invocation dry = runWith(good, "psk", "set", "--validate-only", "-");
        assertThat(dry.exit()).isEqualTo(0);
        assertThat(dry.out()).isEqualTo("valid 1\n");
        Invocation refused = runWith(partlyBad, "psk", "set", "-");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.out())
                .contains("stored 1   unserved 1   refused 1\n")
                .contains("refused: line 3  nowhere  unknown-tunnel: ");
        assertErrorAndHint(refused);
    }

    @Test
    void neverRepeatsAKey() {
        run("account", "create", "one");
        createTunnel("a");
        for (String keys :
                new String[] {
                    "tunnel,psk\na," + KEY + "\nnowhere," + KEY + "\n",
                    "tunnel,psk\na,\u00fc" + KEY + "\n",
                    "tunnel,psk\na,\"" + KEY + "\n",
                    "{\"tunnel\":\"a\",\"psk\":\"" + KEY + "\"} " + KEY
                }) {
            assertThat(runWith(keys, "psk", "set", "-").shown()).doesNotContain("Marker");
            assertThat(runWith(keys, "psk", "set", "--json", "-").shown()).doesNotContain("Marker");
        }
        for (String[] arguments :
                new String[][] {{"a", KEY}, {KEY}, {"--psk", KEY}, {"a", "b", KEY, "--yes"}}) {
            Invocation argument = run(Invocation.join(new String[] {"psk", "set"}, arguments));
            assertThat(argument.exit()).isEqualTo(2);
            assertThat(argument.shown()).doesNotContain("Marker");
            assertErrorAndHint(argument);
        }
        assertThat(run("psk", "set", "a", KEY).err()).contains("history", "list of processes");
    }

    @Test
    void choosesTheAccountOrAsksForOne() {
        assertThat(run("tunnel", "list").err()).contains("there is no account yet");
        run("account", "create", "one");
        assertThat(run("tunnel", "list").exit()).isZero();
        run("account", "create", "two");
        Invocation undecided = run("tunnel", "list");
        assertThat(undecided.exit()).isEqualTo(2);
        assertThat(undecided.err()).contains("2 accounts", "--account");
        assertThat(run("tunnel", "list", "--account", "two").exit()).isZero();
        assertThat(run("tunnel", "list", "--account", "three").exit()).isEqualTo(1);
        environment.put("KEYFERRY_ACCOUNT", "one");
        assertThat(run("tunnel", "list").exit()).isZero();
    }

    @Test
    void takesNoNameThatTwoAccountsHave() {
        run("account", "create", "acme");
        run("account", "create", "acme");
        environment.put("KEYFERRY_ACCOUNT", "acme");
        for (Invocation unclear :
                List.of(run("tunnel", "list"), run("tunnel", "list", "--account", "acme"))) {
            assertThat(unclear.exit()).isEqualTo(2);
            assertThat(unclear.err()).contains("2 accounts are named acme", "give the id");
            assertErrorAndHint(unclear);
        }
        String id = json(run("account", "list", "--json")).at("/1/id").asString();
        assertThat(run("tunnel", "list", "--account", id).exit()).isZero();
    }

    @Test
    void saysWhatTheApiRefuses() {
        run("account", "create", "one");
        createTunnel("a");
        Invocation taken = createTunnel("a");
        assertThat(taken.exit()).isEqualTo(1);
        assertThat(taken.err()).contains("code 1022", "/name");
        assertErrorAndHint(taken);
        environment.put("KEYFERRY_TOKEN", "nobodys");
        Invocation unknown = run("account", "list");
        assertThat(unknown.exit()).isEqualTo(1);
        assertThat(unknown.err()).contains("code 9109", "admin.token").doesNotContain("nobodys");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tunnel",
                "tunnel list --nonsense",
                "psk set",
                "psk set /nowhere/keys.csv",
                "tunnel connection a --identity dn",
                "serve",
                "serve --data /tmp --listen 0.0.0.0:1",
                "serve --data /tmp --charon tcp://127.0.0.1:4502",
                "serve --data /tmp --config /nowhere/keyferry.toml"
            })
    void wrongUsageIsAnErrorAHintAndTwo(String line) {
        Invocation wrong = run(line.isEmpty() ? new String[0] : line.split(" "));
        assertThat(wrong.exit()).isEqualTo(2);
        assertErrorAndHint(wrong);
    }

    @Test
    void anApiThatIsNotThereIsAnErrorAHintAndThree() {
        stop();
        Invocation unreachable = run("account", "list");
        assertThat(unreachable.exit()).isEqualTo(3);
        assertErrorAndHint(unreachable);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "account create", "tunnel connection", "psk set", "serve", "demo"})
    void everyCommandHasHelp(String command) {
        Invocation help = run((command + " --help").strip().split(" "));
        assertThat(help.exit()).isZero();
        assertThat(help.out()).contains("Usage: keyferry " + command);
    }

    @Test
    void helpSaysOneWholeSentenceOfEachCommand() {
        String help = run("--help").out().replaceAll("\\s+", " ");
        assertThat(help)
                .contains(
                        " serve Runs the server and, with --charon, a gateway in the same process. ")
                .contains(
                        " agent Runs a gateway on a host of its own, beside its charon. Environment");
    }

    private static void assertErrorAndHint(Invocation invocation) {
        assertThat(invocation.err().lines().filter(line -> line.startsWith("error: "))).hasSize(1);
        assertThat(invocation.err().lines().toList().getLast()).startsWith("hint: ");
    }

    private Invocation createTunnel(String name, String... options) {
        String[] command = {
            "tunnel",
            "create",
            name,
            "--cloudflare-endpoint=203.0.113.1",
            "--interface-address=10.252." + Math.floorMod(name.hashCode(), 100) + ".0/31"
        };
        return run(Invocation.join(command, options));
    }

    private Invocation run(String... arguments) {
        return runWith("", arguments);
    }

    private Invocation runWith(String stdin, String... arguments) {
        return Invocation.of(environment, stdin, arguments);
    }

    private static JsonNode json(Invocation invocation) {
        return new JsonMapper().readTree(invocation.out());
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }
}

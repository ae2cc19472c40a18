package dev.keyferry.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.app.api.ApiAddress;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.serve.ServeOptions;
import dev.keyferry.app.serve.Serving;
import dev.keyferry.app.settings.Settings;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.http.ListenAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code keyferry psk status} of tunnels that are named, against a server without a gateway. */
class PskStatusTest {
    /** More than the items that a record of the audit shows at first. */
    private static final int MANY = 120;

    private static final String KEY = "q8Zr4LwX2m-of-";

    @TempDir private Path directory;
    private final Map<String, String> environment = new HashMap<>();
    private Serving serving;
    private String account = "";

    @BeforeEach
    void serve() throws InterruptedException {
        Path data = directory.resolve("data");
        serving =
                Serving.start(
                        new ServeOptions(
                                data,
                                ListenAddress.parse("127.0.0.1:0"),
                                Optional.empty(),
                                Settings.DEFAULT));
        environment.put("KEYFERRY_URL", serving.base().toString());
        environment.put("KEYFERRY_TOKEN_FILE", data.resolve("admin.token").toString());
        run("account", "create", "acme");
        account = json(run("account", "list", "--json")).path(0).path("id").asString();
        environment.put("KEYFERRY_ACCOUNT", account);
        createTunnel("one", 0);
        createTunnel("two", 1);
        createTunnel("three", 2);
    }

    @AfterEach
    void stop() {
        serving.close();
    }

    @Test
    void oneTunnelIsALineWithWhoSetItsKey() {
        assertThat(run("psk", "status", "one").out()).isEqualTo("one has no key\n");
        set("one", 1);
        assertThat(run("psk", "status", "one").out())
                .matches(
                        "v1 set \\d\\d:\\d\\d:\\d\\dZ by administrator   unserved: no gateway ends"
                                + " 203\\.0\\.113\\.1 yet\n");

        Map<String, String> administrator = Map.copyOf(environment);
        environment.put("KEYFERRY_TOKEN", token("ci", Permission.MAGIC_WAN_WRITE));
        set("one", 2);
        // This token may not read the audit.
        assertThat(run("psk", "status", "one").out()).matches("v2 set \\S+   unserved: .*\n");
        environment.clear();
        environment.putAll(administrator);
        assertThat(run("psk", "status", "one").out()).matches("v2 set \\S+ by ci   unserved: .*\n");
        JsonNode shown = json(run("psk", "status", "one", "--json")).path(0);
        assertThat(shown.path("set_by").asString()).isEqualTo("ci");
        assertThat(shown.path("psk").path("version").asInt()).isEqualTo(2);
    }

    @Test
    void whoSetManyKeysAtOnceIsFoundForEachOfThem() {
        StringBuilder keys = new StringBuilder("tunnel,psk\n");
        for (int i = 0; i < MANY; i++) {
            createTunnel("t" + i, 10 + i);
            keys.append("t").append(i).append(',').append(KEY).append(i).append('\n');
        }
        assertThat(runWith(keys.toString(), "psk", "set", "--yes", "-").exit()).isEqualTo(4);
        for (String first : new String[] {"t0", "t" + (MANY - 1), "t57"}) {
            assertThat(run("psk", "status", first).out()).contains(" by administrator   ");
        }
    }

    @Test
    void severalTunnelsAreATableOfThoseAlone() {
        set("one", 1);
        set("two", 1);
        set("three", 1);
        assertThat(run("psk", "status", "one", "three").out())
                .startsWith("TUNNEL")
                .contains("one", "three")
                .doesNotContain("two");
        assertThat(run("psk", "status", "one", "--state", "unserved").out()).startsWith("TUNNEL");
        assertThat(json(run("psk", "status", "one", "three", "--json"))).hasSize(2);
        for (String[] unknown : new String[][] {{"four"}, {"one", "four"}}) {
            Invocation refused = run(Invocation.join(new String[] {"psk", "status"}, unknown));
            assertThat(refused.exit()).isEqualTo(1);
            assertThat(refused.err()).contains("error: ", "four", "hint: ");
        }
    }

    @Test
    void aNamedTunnelWithoutAKeyIsToldToo() {
        set("one", 1);
        assertThat(run("psk", "status", "one", "two").out())
                .contains("unserved")
                .containsPattern("two +none\\b")
                .doesNotContain("three");
        JsonNode both = json(run("psk", "status", "two", "one", "--json"));
        assertThat(both.valueStream().map(key -> key.path("name").asString()))
                .containsExactly("one", "two");
        assertThat(both.path(1).path("psk").isNull()).isTrue();
        JsonNode single = json(run("psk", "status", "two", "--json"));
        assertThat(single.path(0).path("psk").isNull()).isTrue();

        String id = single.path(0).path("id").asString();
        assertThat(run("psk", "status", "one", id).out()).containsPattern("two +none\\b");
        assertThat(run("psk", "status", id, "0".repeat(32)).exit()).as("no such id").isEqualTo(1);
        assertThat(run("psk", "status", "one", "two", "--state", "unserved").out())
                .doesNotContain("two");
    }

    private void set(String tunnel, int version) {
        assertThat(
                        runWith(
                                        "tunnel,psk\n"
                                                + tunnel
                                                + ","
                                                + KEY
                                                + tunnel
                                                + version
                                                + "\n",
                                        "psk",
                                        "set",
                                        "-")
                                .exit())
                .isEqualTo(4);
    }

    private String token(String name, Permission permission) {
        try (ApiClient api = new ApiClient(ApiAddress.of(environment))) {
            String body =
                    """
                    {"name":"%s","policies":[{"effect":"allow","permission_groups":[{"id":"%s"}],
                      "resources":{"com.cloudflare.api.account.%s":"*"}}]}
                    """
                            .formatted(name, permission.id(), account);
            return api.post("/user/tokens", body.getBytes(UTF_8)).result().path("value").asString();
        }
    }

    private void createTunnel(String name, int number) {
        Invocation created =
                run(
                        "tunnel",
                        "create",
                        name,
                        "--cloudflare-endpoint=203.0.113.1",
                        "--interface-address=10.252."
                                + number / 100
                                + "."
                                + 2 * (number % 100)
                                + "/31");
        assertThat(created.exit()).as(created.shown()).isZero();
    }

    private static JsonNode json(Invocation invocation) {
        assertThat(invocation.exit()).as(invocation.shown()).isZero();
        return new JsonMapper().readTree(invocation.out());
    }

    private Invocation run(String... arguments) {
        return runWith("", arguments);
    }

    private Invocation runWith(String stdin, String... arguments) {
        return Invocation.of(environment, stdin, arguments);
    }
}

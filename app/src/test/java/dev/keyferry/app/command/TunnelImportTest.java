package dev.keyferry.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.app.serve.ServeOptions;
import dev.keyferry.app.serve.Serving;
import dev.keyferry.app.settings.Settings;
import dev.keyferry.server.http.ListenAddress;
import java.io.IOException;
import java.nio.file.Files;
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

/** Importing an operator's own tunnels into a real server without a gateway. */
class TunnelImportTest {
    private static final String KEY = "Marker-b7Qw-2LmX-p94R-";

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
        run("account", "create", "one");
    }

    @AfterEach
    void stop() {
        serving.close();
    }

    @Test
    void dryRunTellsWhatWouldBeAndChangesNothing() throws IOException {
        Path file = write(mixed());
        Invocation dry = run("tunnel", "import", "--swanctl", file.toString(), "--dry-run");
        assertThat(dry.exit()).isEqualTo(1);
        assertThat(dry.out().lines().findFirst())
                .contains(
                        "8 tunnels: 3 ready, 2 share an owner, 1 secret matches any peer, 1 IKEv1,"
                                + " 1 key that cannot be taken: mend, move or accept them"
                                + " (isolation not assured) before keys load");
        assertThat(dry.out().lines().skip(1))
                .hasSize(6)
                .anyMatch(line -> line.contains("old") && line.contains("ike-v1: its IKE version"))
                .anyMatch(line -> line.contains("short") && line.contains("key: refused: "))
                .anyMatch(line -> line.contains("everybody") && line.contains("any-peer"));
        assertThat(dry.shown()).doesNotContain("Marker").doesNotContain("tiny");
        assertThat(dry.err()).contains("hint: docs/adopt.md");
        assertThat(run("tunnel", "list").out().lines()).hasSize(1);
    }

    @Test
    void importsWhatIsReadyAndGoesOnWithTheRestWhenItIsMended() throws IOException {
        Path file = write(mixed());
        Invocation first = run("tunnel", "import", "--swanctl", file.toString());
        assertThat(first.exit()).isEqualTo(1);
        assertThat(first.out().lines().findFirst()).contains("imported 3   left 5");
        assertThat(first.shown()).doesNotContain("Marker");
        JsonNode a = json(run("tunnel", "show", "a", "--json"));
        assertThat(a.path("keyferry").path("identities").path(0).path("value").asString())
                .isEqualTo("a.example");
        assertThat(a.path("cloudflare_endpoint").asString()).isEqualTo("203.0.113.1");
        assertThat(run("tunnel", "list").out()).contains("version 1 unserved");

        write(mixed().replace("version = 1", "version = 2"));
        Invocation second = run("tunnel", "import", "--swanctl", file.toString(), "--json");
        assertThat(second.exit()).isEqualTo(1);
        assertThat(states(second))
                .containsEntry("a", "there")
                .containsEntry("old", "imported")
                .containsEntry("everybody", "left");
        assertThat(json(run("tunnel", "show", "a", "--json"))).isEqualTo(a);
    }

    @Test
    void allReadyIsStoredAndNotLoadedWithoutAGateway() throws IOException {
        Path file = write(conn("a") + secret("a"));
        Invocation run = run("tunnel", "import", "--swanctl", file.toString());
        assertThat(run.exit()).isEqualTo(4);
        assertThat(run.out()).isEqualTo("imported 1\n");
        Invocation again = run("tunnel", "import", "--swanctl", file.toString());
        assertThat(again.exit()).isZero();
        assertThat(again.out()).isEqualTo("imported 0   there already 1\n");
    }

    @Test
    void takesATunnelThatIsThereAndPutsNoKeyBack() throws IOException {
        Path file = write(conn("a") + secret("a") + conn("b") + secret("b"));
        run(
                "tunnel",
                "create",
                "a",
                "--cloudflare-endpoint=203.0.113.1",
                "--interface-address=10.9.0.0/31");
        run("tunnel", "update", "a", "--identity=fqdn:A.example");
        Invocation first = run("tunnel", "import", "--swanctl", file.toString());
        assertThat(first.out()).isEqualTo("imported 2\n");
        Path other =
                Files.writeString(directory.resolve("k.csv"), "tunnel,psk\na,other " + KEY + "\n");
        run("psk", "set", other.toString());
        run("psk", "revoke", "b", "--yes");
        Invocation again = run("tunnel", "import", "--swanctl", file.toString());
        assertThat(again.exit()).isEqualTo(1);
        assertThat(again.out())
                .startsWith("imported 0   there already 1   left 1\n")
                .contains("key: refused: ");
        assertThat(run("tunnel", "show", "a").out()).contains("key           version 2");
        assertThat(run("tunnel", "show", "b").out()).contains("key           none");
    }

    @Test
    void dryRunAsksAboutTunnelsThatOnlyGetAKey() throws IOException {
        for (String name : new String[] {"a", "short"}) {
            run(
                    "tunnel",
                    "create",
                    name,
                    "--cloudflare-endpoint=203.0.113.1",
                    "--interface-address=10.9.0." + name.length() * 2 + "/31");
            run("tunnel", "update", name, "--identity=fqdn:" + name + ".example");
        }
        Path file =
                write(
                        conn("a")
                                + secret("a")
                                + conn("short")
                                + secret("short").replace(KEY + "short", "tiny"));
        Invocation dry = run("tunnel", "import", "--swanctl", file.toString(), "--dry-run");
        assertThat(dry.exit()).isEqualTo(1);
        assertThat(dry.out())
                .startsWith("2 tunnels: 1 ready, 1 key that cannot be taken")
                .contains("key: refused: ")
                .doesNotContain("tiny");
        assertThat(run("tunnel", "show", "a").out()).contains("key           none");
        assertThat(run("tunnel", "import", "--swanctl", file.toString()).out())
                .startsWith("imported 1   left 1\n");
    }

    @Test
    void namesAndIdentitiesOfOthersAreLeft() throws IOException {
        run(
                "tunnel",
                "create",
                "a",
                "--cloudflare-endpoint=203.0.113.1",
                "--interface-address=10.9.0.0/31");
        run(
                "tunnel",
                "create",
                "x",
                "--cloudflare-endpoint=203.0.113.1",
                "--interface-address=10.9.0.2/31");
        run("tunnel", "update", "x", "--identity=fqdn:b.example");
        Path file = write(conn("a") + secret("a") + conn("b") + secret("b"));
        Invocation dry = run("tunnel", "import", "--swanctl", file.toString(), "--dry-run");
        assertThat(dry.out())
                .contains("2 tunnels: 0 ready, 1 identity that cannot be taken, 1 name is taken")
                .contains("another tunnel has it");
    }

    @Test
    void onlyImportsWhatIsNamed() throws IOException {
        Path file = write(mixed());
        Invocation only = run("tunnel", "import", "--swanctl", file.toString(), "--only", "a", "b");
        assertThat(only.exit()).isEqualTo(4);
        assertThat(only.out()).isEqualTo("imported 2\n");
        assertThat(run("tunnel", "import", "--swanctl", file.toString(), "--only", "z").exit())
                .isEqualTo(2);
    }

    @Test
    void readsTheOtherFilesToo() throws IOException {
        Path conf =
                Files.writeString(
                        directory.resolve("ipsec.conf"),
                        """
                        conn a
                            auto=add
                            keyexchange=ikev2
                            authby=secret
                            leftid=@gw
                            right=198.51.100.7
                        """);
        Files.writeString(
                directory.resolve("ipsec.secrets"), "@gw 198.51.100.7 : PSK \"" + KEY + "\"\n");
        Invocation without = run("tunnel", "import", "--ipsec", conf.toString());
        assertThat(without.exit()).isEqualTo(2);
        assertThat(without.err()).contains("names no address of the gateway");
        Invocation ipsec =
                run(
                        "tunnel",
                        "import",
                        "--ipsec",
                        conf.toString(),
                        "--cloudflare-endpoint=203.0.113.1");
        assertThat(ipsec.out()).isEqualTo("imported 1\n");
        assertThat(ipsec.err()).contains("a: secret ipsec.secrets:1 names the gateway too");
        Path csv =
                Files.writeString(
                        directory.resolve("t.csv"),
                        "name,identities,psk,cloudflare_endpoint\nc,email:c@d.example,"
                                + KEY
                                + ",203.0.113.1\n");
        assertThat(run("tunnel", "import", "--csv", csv.toString()).out())
                .isEqualTo("imported 1\n");
        assertThat(run("tunnel", "show", "c").out()).contains("email:c@d.example");
    }

    @Test
    void aBrokenFileIsRefusedWhole() throws IOException {
        Path file = write(conn("a") + secret("a") + "}\n");
        Invocation broken = run("tunnel", "import", "--swanctl", file.toString());
        assertThat(broken.exit()).isEqualTo(2);
        assertThat(broken.err()).contains("swanctl.conf:", "hint: nothing was imported");
        assertThat(broken.shown()).doesNotContain("Marker");
        assertThat(run("tunnel", "list").out().lines()).hasSize(1);
        assertThat(run("tunnel", "import").exit()).isEqualTo(2);
        assertThat(run("tunnel", "import", "--csv", "a", "--swanctl", "b").exit()).isEqualTo(2);
        assertThat(run("tunnel", "import", "--csv", "/nowhere").exit()).isEqualTo(2);
    }

    /** More than one call has. */
    @Test
    void importsManyWithRefusedOnesAmongThem() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 450; i++) {
            text.append(conn("t" + i));
            text.append(
                    i % 150 == 0
                            ? secret("t" + i).replace(KEY + "t" + i, "tiny")
                            : secret("t" + i));
        }
        Path file = write(text.toString());
        Invocation run = run("tunnel", "import", "--swanctl", file.toString());
        assertThat(run.out().lines().findFirst()).contains("imported 447   left 3");
        assertThat(run("tunnel", "list").out().lines()).hasSize(448);
    }

    @Test
    void aServerThatIsLostInTheMiddleDoesNotHideWhatWasCreated() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 450; i++) {
            text.append(conn("t" + i)).append(secret("t" + i));
        }
        Path file = write(text.toString());
        try (LosingRelay relay = LosingRelay.open(serving.base())) {
            Map<String, String> lossy = new HashMap<>(environment);
            lossy.put("KEYFERRY_URL", relay.base());
            // Three calls ask, three create.
            relay.lose(5);
            Invocation broken =
                    Invocation.of(lossy, "", "tunnel", "import", "--swanctl", file.toString());
            assertThat(broken.exit()).isEqualTo(3);
            assertThat(broken.out()).startsWith("imported 200   not tried 250\n");
            assertThat(broken.err()).contains("error: ", "hint: ");
        }
        assertThat(run("tunnel", "import", "--swanctl", file.toString()).out())
                .startsWith("imported 50   there already 400\n");
    }

    private static String mixed() {
        return conn("a")
                + secret("a")
                + conn("b")
                + secret("b")
                + conn("c")
                + secret("c")
                + conn("twin-1").replace("twin-1.example", "twin.example")
                + conn("twin-2").replace("twin-2.example", "twin.example")
                + secret("twin")
                + conn("everybody")
                + "secrets { ike-any { id = gw.example\n secret = \""
                + KEY
                + "any\"\n} }\n"
                + conn("old").replace("version = 2", "version = 1")
                + secret("old")
                + conn("short")
                + secret("short").replace(KEY, "").replace("short\"", "tiny\"");
    }

    private static String conn(String name) {
        return """
        connections { %1$s { version = 2
            local_addrs = 203.0.113.1
            local { auth = psk
              id = gw.example }
            remote { auth = psk
              id = %1$s.example }
            children { net { } }
        } }
        """
                .formatted(name);
    }

    private static String secret(String name) {
        return """
        secrets { ike-%1$s { id = %1$s.example
            secret = "%2$s%1$s"
        } }
        """
                .formatted(name, KEY);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(directory.resolve("swanctl.conf"), text);
    }

    private Invocation run(String... arguments) {
        return Invocation.of(environment, "", arguments);
    }

    private static Map<String, String> states(Invocation invocation) {
        Map<String, String> states = new HashMap<>();
        json(invocation)
                .forEach(one ->
                        states.put(one.path("name").asString(), one.path("state").asString()));
        return states;
    }

    private static JsonNode json(Invocation invocation) {
        return new JsonMapper().readTree(invocation.out());
    }
}

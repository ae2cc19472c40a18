package dev.keyferry.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.app.serve.CharonSocket;
import dev.keyferry.app.serve.ServeOptions;
import dev.keyferry.app.serve.Serving;
import dev.keyferry.app.settings.Settings;
import dev.keyferry.lab.Gateway;
import dev.keyferry.lab.IkeVersion;
import dev.keyferry.lab.Lab;
import dev.keyferry.lab.LabTunnel;
import dev.keyferry.lab.Router;
import dev.keyferry.lab.charon.CharonOptions;
import dev.keyferry.lab.charon.IkeId;
import dev.keyferry.lab.space.DataPath;
import dev.keyferry.server.http.ListenAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor sees of a real charon, with good settings and with bad ones. */
class DoctorOfGatewayTest {
    private static final IkeId GATEWAY = IkeId.fqdn("gw.example");
    private static final byte[] PSK = "Lw7v-Qe2b-9Kzn-Hy5d".getBytes(StandardCharsets.US_ASCII);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir private Path directory;
    private final Lab lab = Lab.open(DataPath.IKE_ONLY);

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void aCharonWithSafeConnectionsIsWell() throws IOException {
        Gateway gateway = lab.addGateway("gw");
        gateway.load(tunnel(gateway, "branch"));
        gateway.charon().client().loadSecret("kf/0123abcd/t1", PSK, List.of(branch("branch")));

        Invocation seen = look(gateway);

        assertThat(seen.exit()).as(seen.shown()).isZero();
        assertThat(seen.out())
                .contains("a charon answers at " + gateway.socket())
                .contains("strongSwan " + gateway.charon().client().version())
                .contains("1 connections keep their tunnels apart")
                .contains("all 1 secrets are Keyferry's")
                .contains("no log of")
                .contains("no secret in");
    }

    @Test
    void keysWithoutAConnectionAreNamedWithTheCommandThatPrintsOne() throws IOException {
        Gateway gateway = lab.addGateway("gw");
        LabTunnel branch = tunnel(gateway, "branch");
        String mine = "00112233445566778899aabbccddeeff";
        String other = "ff112233445566778899aabbccddeeff";
        for (String id : List.of(mine, other)) {
            gateway.charon().client().loadSecret("kf/0123abcd/" + id, PSK, List.of(branch(id)));
        }

        Invocation none = look(gateway);
        assertThat(none.exit()).as("it warns").isZero();
        assertThat(none.out())
                .contains("ok    connections         there is no connection")
                .contains("warn  unused-keys         2 keys have no connection", mine, other)
                .contains("keyferry tunnel connection ");

        gateway.load(branch.withRouterId(IkeId.fqdn(mine + ".1001.ipsec.example")));
        assertThat(look(gateway).out())
                .contains("warn  unused-keys         1 key has no connection")
                .contains("that of tunnel " + other + "\n")
                .contains("keyferry tunnel connection " + other);
    }

    @Test
    void byTheAgentsCacheItKnowsWhatElseATunnelIsCalled() throws IOException, InterruptedException {
        Gateway gateway = lab.addGateway("gw");
        gateway.load(tunnel(gateway, "branch"));
        Path data = directory.resolve("data");
        try (Serving serving =
                Serving.start(
                        new ServeOptions(
                                data,
                                ListenAddress.parse("127.0.0.1:0"),
                                Optional.of(new CharonSocket(gateway.socket())),
                                Settings.DEFAULT))) {
            Map<String, String> environment = new HashMap<>();
            environment.put("KEYFERRY_URL", serving.base().toString());
            environment.put("KEYFERRY_TOKEN_FILE", data.resolve("admin.token").toString());
            client(environment, "", "account", "create", "acme");
            create(environment, "one", "10.0.0.0/31", "fqdn:branch.example");
            assertThat(look(gateway, "--data", data.toString()).out())
                    .contains("ok    unused-keys")
                    .contains("all 1 secrets are Keyferry's");

            create(environment, "two", "10.0.0.2/31", "fqdn:other.example");
            assertThat(look(gateway).out()).as("may be its").contains("ok    unused-keys");
            assertThat(look(gateway, "--data", data.toString()).out())
                    .contains("warn  unused-keys         1 key has no connection");
        }
    }

    private static void create(
            Map<String, String> environment, String name, String inner, String identity) {
        client(
                environment,
                "",
                "tunnel",
                "create",
                name,
                "--cloudflare-endpoint",
                "203.0.113.1",
                "--interface-address",
                inner);
        client(environment, "", "tunnel", "update", name, "--identity", identity);
        client(
                environment,
                "tunnel,psk\n" + name + ",Qw7-Marker-" + name + "\n",
                "psk",
                "set",
                "-");
    }

    private static void client(Map<String, String> environment, String in, String... arguments) {
        Invocation done = Invocation.of(environment, in, arguments);
        assertThat(done.exit()).as(done.shown()).isZero();
    }

    @Test
    void unsafeConnectionsFailByNameWithWhatToWrite() throws IOException {
        Gateway gateway = lab.addGateway("gw");
        LabTunnel safe = tunnel(gateway, "safe");
        gateway.load(safe.withName("old").withVersion(IkeVersion.V1));
        gateway.load(safe.withName("open").withGatewayId(IkeId.ANY));
        gateway.load(safe.withName("any").withRouterId(IkeId.ANY));

        Invocation seen = look(gateway);

        assertThat(seen.exit()).isEqualTo(1);
        assertThat(seen.out())
                .containsPattern(
                        "(?m)^fail +connections +old: its IKE version is IKEv1.*\n.*version = 2")
                .containsPattern(
                        "(?m)^fail +connections +open: its local id is not set.*\n.*local \\{ id")
                .containsPattern(
                        "(?m)^warn +connections +any: its remote id is not set.*\n.*tunnel connection");

        Path config = directory.resolve("agent.toml");
        Files.writeString(config, "gateway.accept-unsafe = [\"old\", \"open\"]\n");
        Invocation accepted = look(gateway, "--config", config.toString());
        assertThat(accepted.exit()).isZero();
        assertThat(accepted.out()).containsPattern("(?m)^warn +connections +old: ");
    }

    @Test
    void secretsOfOthersAreToLookAtByTheirIdsAlone() throws IOException {
        Gateway gateway = lab.addGateway("gw");
        gateway.charon().client().loadSecret("ike-old", PSK, List.of());
        gateway.charon().client().loadSecret("kf/0123abcd/t1", PSK, List.of(branch("b")));
        Invocation seen = look(gateway);
        assertThat(seen.exit()).isZero();
        assertThat(seen.out())
                .contains("1 of 2 secrets are not Keyferry's (ike-old)")
                .doesNotContain("Lw7v");
    }

    @Test
    void aLogThatPrintsKeysFailsWithFileAndLine() throws IOException {
        Gateway gateway = lab.addGateway("gw", CharonOptions.stock().withLogLevel("cfg", 4));
        gateway.charon().client().loadSecret("ike-1", PSK, List.of(branch("b")));
        assertThat(gateway.charon().log().since(0))
                .as("charon prints the key")
                .contains("4c:77:37:76");

        Invocation seen = look(gateway);

        assertThat(seen.exit()).isEqualTo(1);
        assertThat(seen.out())
                .containsPattern("(?m)^fail +log-levels +.*strongswan.conf:\\d+ .*: cfg = 4$")
                .contains("change the keys that they may hold");
    }

    @Test
    void secretsInFilesThatEverybodyReadsFail() throws IOException {
        Gateway gateway = lab.addGateway("gw");
        Path file = directory.resolve("swanctl/conf.d/keys.conf");
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, "secrets { ike-1 { secret = Marker-b7Qw } }\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Invocation seen = look(gateway);
        assertThat(seen.exit()).isEqualTo(1);
        assertThat(seen.out())
                .contains(file + " has secrets, and is open to others", "chmod go= " + file)
                .doesNotContain("Marker");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(look(gateway).exit()).isZero();
    }

    @Test
    void theStartersSecretsAreLookedAtToo() throws IOException {
        Path swanctl = Files.createDirectory(directory.resolve("swanctl"));
        Path file = directory.resolve("ipsec.secrets");
        Files.writeString(file, "gw.example b.example : PSK \"Marker-b7Qw\"\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Invocation seen = run(Map.of(), "--swanctl", swanctl.toString());
        assertThat(seen.exit()).isEqualTo(1);
        assertThat(seen.out())
                .contains(file + " has secrets, and is open to others", "chmod go= " + file)
                .doesNotContain("Marker");
        Files.writeString(file, "# : PSK none\ninclude ipsec.d/*.secrets\n");
        assertThat(run(Map.of(), "--swanctl", swanctl.toString()).out()).contains("no secret in");
    }

    @Test
    void aPathThatIsGivenAndNotThereOrOfAnotherKindIsWrongUsage() throws IOException {
        Path file = Files.writeString(directory.resolve("some.conf"), "");
        String none = directory.resolve("none").toString();
        for (String option : new String[] {"--swanctl", "--strongswan", "--config"}) {
            assertNamed(run(Map.of(), option, none), none);
            assertNamed(run(Map.of(), option, none, "--agent", directory.toString()), none);
        }
        assertNamed(run(Map.of(), "--swanctl", file.toString()), file.toString());
        for (String option : new String[] {"--strongswan", "--config"}) {
            assertNamed(run(Map.of(), option, directory.toString()), directory.toString());
        }
    }

    @Test
    void swanctlConfStandsForItsDirectory() throws IOException {
        Path swanctl = Files.createDirectory(directory.resolve("swanctl"));
        Path file = Files.writeString(swanctl.resolve("swanctl.conf"), "secrets { ike-1 {\n");
        String ofFile = run(Map.of(), "--swanctl", file.toString()).out();
        assertThat(ofFile).contains(file + ":", "no secret in " + swanctl + " or");
        assertThat(ofFile).isEqualTo(run(Map.of(), "--swanctl", swanctl.toString()).out());
    }

    private static void assertNamed(Invocation refused, String path) {
        assertThat(refused.exit()).as(refused.shown()).isEqualTo(2);
        assertThat(refused.err()).contains("error: ", path, "hint: ");
    }

    @Test
    void aCharonThatIsAwayAndASocketThatOthersMayReplaceFail() throws IOException {
        Gateway gateway = lab.addGateway("gw");
        gateway.charon().stop();
        Invocation away = look(gateway);
        assertThat(away.exit()).isEqualTo(1);
        assertThat(away.out()).contains("fail  charon", "no charon answers at", "as root");

        Path open = Files.createDirectory(directory.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        Invocation refused = run(Map.of(), "--charon", "unix://" + open.resolve("charon.vici"));
        assertThat(refused.out()).contains("can be written by others", "docs/gateway.md");
        assertThat(run(Map.of(), "--charon", "tcp://127.0.0.1:4502").exit()).isEqualTo(2);
    }

    @Test
    void aClientSeesWhatTheGatewaySaysOfItself() throws InterruptedException {
        Gateway gateway = lab.addGateway("gw");
        LabTunnel tunnel = tunnel(gateway, "branch");
        gateway.load(tunnel.withGatewayId(IkeId.ANY));
        Path data = directory.resolve("data");
        try (Serving serving =
                Serving.start(
                        new ServeOptions(
                                data,
                                ListenAddress.parse("127.0.0.1:0"),
                                Optional.of(new CharonSocket(gateway.socket())),
                                Settings.DEFAULT))) {
            Map<String, String> environment = new HashMap<>();
            environment.put("KEYFERRY_URL", serving.base().toString());
            environment.put("KEYFERRY_TOKEN_FILE", data.resolve("admin.token").toString());
            await(environment, "local: unsafe-connection branch: its local id is not set");
            assertThat(run(environment).exit()).isEqualTo(1);

            gateway.load(tunnel);
            await(environment, "1 gateway serves");
            assertThat(run(environment).exit()).isZero();

            gateway.charon().kill();
            await(environment, "local: charon-down");
            assertThat(run(environment).exit()).isEqualTo(1);
        }
    }

    private void await(Map<String, String> environment, String words) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> run(environment).out(), out -> out.contains(words));
    }

    private LabTunnel tunnel(Gateway gateway, String name) {
        Router router = lab.addRouter(name, CharonOptions.stock());
        return LabTunnel.between(gateway, router, GATEWAY, branch(name));
    }

    private static IkeId branch(String name) {
        return IkeId.fqdn(name + ".example");
    }

    private Invocation look(Gateway gateway, String... more) throws IOException {
        Path swanctl = directory.resolve("swanctl");
        Files.createDirectories(swanctl);
        String[] options = {
            "--charon",
            "unix://" + gateway.socket(),
            "--swanctl",
            swanctl.toString(),
            "--strongswan",
            gateway.host().directory().resolve("strongswan.conf").toString()
        };
        return run(Map.of(), Invocation.join(options, more));
    }

    private static Invocation run(Map<String, String> environment, String... options) {
        return Invocation.of(environment, "", Invocation.join(new String[] {"doctor"}, options));
    }
}

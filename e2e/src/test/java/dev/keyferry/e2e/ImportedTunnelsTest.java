package dev.keyferry.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyferry.app.Keyferry;
import dev.keyferry.app.adopt.OperatorConfig;
import dev.keyferry.app.adopt.OperatorConnection;
import dev.keyferry.app.adopt.OperatorSecret;
import dev.keyferry.app.adopt.settings.SwanctlFiles;
import dev.keyferry.e2e.parts.Api;
import dev.keyferry.e2e.parts.Keys;
import dev.keyferry.e2e.parts.ServeProcess;
import dev.keyferry.gateway.rules.Connection;
import dev.keyferry.lab.Gateway;
import dev.keyferry.lab.IkeVersion;
import dev.keyferry.lab.Lab;
import dev.keyferry.lab.LabTunnel;
import dev.keyferry.lab.Router;
import dev.keyferry.lab.charon.CharonOptions;
import dev.keyferry.lab.charon.IkeId;
import dev.keyferry.lab.charon.IkeSa;
import dev.keyferry.lab.space.CommandResult;
import dev.keyferry.lab.space.DataPath;
import dev.keyferry.vici.ViciMessage;
import dev.keyferry.vici.ViciSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An operator's live tunnels come under Keyferry, from his own files, without a change of an SA.
 */
class ImportedTunnelsTest {
    private static final int TUNNELS = 50;
    private static final IkeId GATEWAY = IkeId.fqdn("gw.example");
    private static final Duration ATTEMPT = Duration.ofSeconds(5);
    private static final Duration AMPLE = Duration.ofSeconds(60);
    private static final String OURS = "kf/";

    /** The one that carries traffic: charon takes up again only what does. */
    private static final String CARRYING = "branch-7";

    @TempDir private Path directory;
    private Lab lab;
    private Gateway gateway;
    private Router router;

    private Router carrying;

    private record Ran(int exit, String out, String err) {}

    @BeforeEach
    void open() {
        lab = Lab.open(DataPath.ESP);
        gateway = lab.addGateway("gw");
        router = lab.addRouter("r1", CharonOptions.stock());
        carrying = lab.addRouter("r7", CharonOptions.stock());
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void fiftyLiveTunnelsAreTakenOverAndProvenByTheKeysThatKeyferryHolds() throws Exception {
        Map<String, String> keys = new LinkedHashMap<>();
        for (int i = 0; i < TUNNELS; i++) {
            keys.put("branch-" + i, Keys.fresh());
        }
        Path swanctl = Files.createDirectories(directory.resolve("swanctl"));
        write(swanctl, connections(keys), secrets(keys));
        swanctl(swanctl, "--load-all");
        keys.forEach(this::bringUp);
        List<IkeSa> before = sas(gateway.charon().client().sas());
        List<IkeSa> routersBefore = sas(router.charon().client().sas());
        assertThat(before).hasSize(TUNNELS).allMatch(IkeSa::isEstablished);

        try (ServeProcess serve = ServeProcess.start(directory.resolve("data"), gateway.socket())) {
            Api api = serve.api();
            String account = api.createAccount("acme");
            String[] command = {"tunnel", "import", "--swanctl", swanctl.toString()};

            Ran dry = run(serve, "tunnel", "import", "--swanctl", swanctl.toString(), "--dry-run");
            assertThat(dry.exit()).as(dry.out() + dry.err()).isZero();
            assertThat(dry.out()).isEqualTo("50 tunnels: 50 ready\n");
            assertThat(secretIds()).hasSize(TUNNELS).noneMatch(id -> id.startsWith(OURS));

            Ran imported = run(serve, command);
            assertThat(imported.exit()).as(imported.out() + imported.err()).isZero();
            assertThat(imported.out()).isEqualTo("imported 50   loaded 50\n");
            assertThat(secretIds()).hasSize(2 * TUNNELS);
            assertThat(sas(gateway.charon().client().sas())).isEqualTo(before);
            assertThat(assured(api, account)).containsOnly(false);

            Ran again = run(serve, command);
            assertThat(again.out()).isEqualTo("imported 0   there already 50\n");
            assertThat(again.exit()).isZero();

            // As docs/adopt.md has it: the secrets go from the file, then from charon.
            write(swanctl, connections(keys), "");
            swanctl(swanctl, "--load-creds");
            await().atMost(AMPLE)
                    .until(() ->
                            secretIds().size() == TUNNELS
                                    && secretIds().stream().allMatch(id -> id.startsWith(OURS)));
            assertThat(sas(gateway.charon().client().sas())).isEqualTo(before);
            assertThat(sas(router.charon().client().sas())).isEqualTo(routersBefore);
            await().atMost(AMPLE)
                    .untilAsserted(() -> assertThat(assured(api, account)).containsOnly(true));

            Ran reauth = run(serve, "psk", "reauth", CARRYING);
            assertThat(reauth.exit()).as(reauth.out() + reauth.err()).isZero();
            assertThat(reauth.out()).contains("proven   branch-7  local reauthenticated");
            Ran status = run(serve, "psk", "status", "--state", "proven");
            assertThat(status.out()).contains(CARRYING).doesNotContain("branch-8");
            assertThat(
                            sas(gateway.charon().client().sas()).stream()
                                    .filter(sa -> !sa.connection().equals(CARRYING)))
                    .containsExactlyElementsOf(
                            before.stream()
                                    .filter(sa -> !sa.connection().equals(CARRYING))
                                    .toList());
            assertThat(isUp("branch-8", Keys.fresh())).isFalse();
            assertThat(isUp("branch-8", keys.getOrDefault("branch-8", ""))).isTrue();
            String shown = dry.toString() + imported + again + reauth + serve.log();
            assertThat(shown).doesNotContain(keys.values().toArray(String[]::new));
        }
    }

    /** What is read here of an awkward file is what the real swanctl gives the real charon. */
    @Test
    void filesAreReadAsCharonReadsThem() throws Exception {
        Path swanctl = Files.createDirectories(directory.resolve("swanctl"));
        Files.createDirectories(swanctl.resolve("conf.d"));
        Files.writeString(
                swanctl.resolve("swanctl.conf"),
                """
                # an operator's file
                conn-base { version = 2
                  local_addrs = %1$s   # the gateway
                  proposals = aes128-sha256-x25519
                  local { auth = psk
                    id = gw.example }
                  remote { auth = psk } }
                other { version = 0 }
                include conf.d/*.conf nothing
                connections {
                  one : conn-base { remote { id = "one.exa\\
                mple" } }
                  two : conn-base, other {
                    remote-x {
                      auth = psk
                      id = two.example
                    }
                    remote : conn-base.none { auth =
                    }
                  }
                  open : other { remote { id = *.example } }
                }
                connections { one { remote_addrs = %%any, 10.0.0.0/8 }
                  certs { local { id = gw.example
                    }
                    remote { auth = pubkey
                    } }
                  bare { } }
                secrets {
                  ike-1 { id = one.example
                    id-2 = "gw.example"
                    secret = "a \\"b\\" \\\\ \\t#} \\q" }
                  ike-2 { id = THREE.example
                    secret = two   words{and=more  # not this
                  }
                  ike-3 { id = four.example
                    secret = 0X00:0aff }
                  eap-1 { id = x
                    secret = y }
                }
                """
                        .formatted(gateway.host().internetAddress())
                        .replace(" nothing\n", "\n"));
        Files.writeString(
                swanctl.resolve("conf.d/more.conf"),
                """
                connections { three : conn-base { remote { id = three.example } }
                  four : conn-base { remote { id = @four.example } } }
                secrets { ike-4 { secret = 0sYWJj
                  id = five.example } }
                """
                        .replace("\n", "\r\n"));
        swanctl(swanctl, "--load-all");

        OperatorConfig read = SwanctlFiles.read(swanctl);

        assertThat(
                        read.connections().stream()
                                .map(OperatorConnection::rounds)
                                .map(ImportedTunnelsTest::comparable))
                .containsExactlyInAnyOrderElementsOf(
                        listed().stream().map(ImportedTunnelsTest::comparable).toList());
        assertThat(read.secrets())
                .extracting(OperatorSecret::name)
                .containsExactlyInAnyOrder("ike-1", "ike-2", "ike-3", "ike-4");
        assertUpByKeyOf(read, "ike-1", "one");
        assertUpByKeyOf(read, "ike-2", "three");
        assertUpByKeyOf(read, "ike-3", "four");
    }

    private void assertUpByKeyOf(OperatorConfig read, String secret, String name) {
        byte[] key =
                read.secrets().stream()
                        .filter(each -> each.name().equals(secret))
                        .map(each -> each.key().psk().orElseThrow().reveal())
                        .findFirst()
                        .orElseThrow();
        LabTunnel tunnel = bare(name);
        router.load(tunnel, key);
        assertThat(router.initiate(tunnel, ATTEMPT).isUp()).as(secret).isTrue();
        key[0] ^= 1;
        router.load(tunnel, key);
        assertThat(router.initiate(tunnel, ATTEMPT).isUp()).as(secret).isFalse();
    }

    /** charon lists a missing address as any, an open method as any, and ids without their type. */
    private static String comparable(Connection connection) {
        List<String> addresses = new ArrayList<>(connection.localAddresses());
        addresses.remove("%any");
        return connection.name()
                + " "
                + connection.version()
                + " "
                + addresses
                + connection.local().stream().map(ImportedTunnelsTest::comparable).toList()
                + connection.remote().stream().map(ImportedTunnelsTest::comparable).toList();
    }

    private static String comparable(Connection.Round round) {
        String method = round.method().orElse("any").replace("pubkey", "public key");
        // A pattern is no identity for the rules of either side.
        String id = round.id().filter(text -> text.indexOf('*') < 0).orElse("%any");
        return method + "/" + id.replaceFirst("^@", "");
    }

    private List<Connection> listed() {
        List<Connection> connections = new ArrayList<>();
        try (ViciSession session = ViciSession.connect(gateway.socket(), AMPLE)) {
            session.stream(
                    "list-conns",
                    "list-conn",
                    ViciMessage.EMPTY,
                    AMPLE,
                    event -> connections.addAll(Connection.of(event)));
        }
        return connections;
    }

    private void bringUp(String name, String key) {
        assertThat(isUp(name, key)).as(name).isTrue();
    }

    private boolean isUp(String name, String key) {
        Router its = name.equals(CARRYING) ? carrying : router;
        LabTunnel tunnel = name.equals(CARRYING) ? carrying() : bare(name);
        its.load(tunnel, key.getBytes(UTF_8));
        return its.initiate(tunnel, ATTEMPT).isUp();
    }

    private LabTunnel carrying() {
        return LabTunnel.between(gateway, carrying, GATEWAY, IkeId.fqdn(CARRYING + ".example"))
                .withName(CARRYING);
    }

    /** Of IKE alone: a router brings as many up as there are. */
    private LabTunnel bare(String name) {
        return new LabTunnel(
                name,
                gateway.host(),
                router.host(),
                GATEWAY,
                IkeId.fqdn(name + ".example"),
                IkeVersion.V2,
                DataPath.IKE_ONLY);
    }

    private List<String> secretIds() {
        return gateway.charon().client().secretIds();
    }

    private static List<IkeSa> sas(List<IkeSa> all) {
        return all.stream().sorted(Comparator.comparingLong(IkeSa::uniqueId)).toList();
    }

    private static List<Boolean> assured(Api api, String account) {
        List<Boolean> assured = new ArrayList<>();
        api.get(Api.tunnels(account))
                .result()
                .path("ipsec_tunnels")
                .forEach(tunnel ->
                        assured.add(
                                tunnel.at("/keyferry/psk/gateways/local/assured")
                                        .asBoolean(false)));
        assertThat(assured).hasSize(TUNNELS);
        return assured;
    }

    private void swanctl(Path files, String command) {
        CommandResult result = gateway.charon().swanctl(files, command);
        assertThat(result.isSuccess()).as(result.output()).isTrue();
    }

    private static void write(Path swanctl, String connections, String secrets) throws IOException {
        Files.writeString(swanctl.resolve("swanctl.conf"), connections + secrets);
    }

    private String connections(Map<String, String> keys) {
        StringBuilder text = new StringBuilder("connections {\n");
        keys.keySet()
                .forEach(name ->
                        text.append(
                                """
                                %1$s {
                                    version = 2
                                    proposals = aes128-sha256-x25519
                                    local_addrs = %2$s
                                    local { auth = psk
                                        id = gw.example
                                    }
                                    remote { auth = psk
                                        id = %1$s.example
                                    }
                                    %3$s
                                }
                                """
                                        .formatted(
                                                name,
                                                gateway.host().internetAddress(),
                                                name.equals(CARRYING) ? child() : "")));
        return text.append("}\n").toString();
    }

    private String child() {
        return "children { net { local_ts = %s/32\n remote_ts = %s/32\n } }"
                .formatted(gateway.host().protectedAddress(), carrying.host().protectedAddress());
    }

    private static String secrets(Map<String, String> keys) {
        StringBuilder text = new StringBuilder("secrets {\n");
        keys.forEach((name, key) ->
                text.append(
                        "ike-%1$s { id = %1$s.example\n secret = %2$s\n}\n".formatted(name, key)));
        return text.append("}\n").toString();
    }

    private Ran run(ServeProcess serve, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), Keyferry.class.getName()));
        command.addAll(List.of(arguments));
        Path err = directory.resolve("command.err");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
        builder.environment().put("KEYFERRY_URL", serve.api().base());
        builder.environment().put("KEYFERRY_TOKEN_FILE", serve.tokenFile().toString());
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Ran(process.waitFor(), out, Files.readString(err));
    }
}

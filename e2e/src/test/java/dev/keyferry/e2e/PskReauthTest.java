package dev.keyferry.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyferry.app.Keyferry;
import dev.keyferry.e2e.parts.AgentProcess;
import dev.keyferry.e2e.parts.Api;
import dev.keyferry.e2e.parts.Keys;
import dev.keyferry.e2e.parts.RemoteEdge;
import dev.keyferry.e2e.parts.ServeProcess;
import dev.keyferry.lab.Gateway;
import dev.keyferry.lab.Lab;
import dev.keyferry.lab.LabTunnel;
import dev.keyferry.lab.Router;
import dev.keyferry.lab.charon.CharonOptions;
import dev.keyferry.lab.charon.IkeId;
import dev.keyferry.lab.charon.IkeSa;
import dev.keyferry.lab.space.DataPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code keyferry psk reauth}, from the command line to routers and back. */
class PskReauthTest {
    private static final Duration AMPLE = Duration.ofSeconds(60);
    private static final Duration ATTEMPT = Duration.ofSeconds(5);

    @TempDir private Path directory;

    private final Map<String, Branch> branches = new HashMap<>();
    private String account = "";

    /** A router, its tunnel and that one's id. */
    private record Branch(Gateway gateway, Router router, LabTunnel tunnel, String id) {
        void load(String key) {
            router.load(tunnel, key.getBytes(UTF_8));
        }

        void bringUp(String key) {
            load(key);
            assertThat(router.initiate(tunnel, ATTEMPT).isUp()).isTrue();
        }

        /** The numbers of its SAs that are up. */
        List<Long> sas() {
            return gateway.charon().client().sas().stream()
                    .filter(sa -> sa.connection().equals(tunnel.name()))
                    .filter(IkeSa::isEstablished)
                    .map(IkeSa::uniqueId)
                    .toList();
        }
    }

    private record Ran(int exit, String out, String err) {}

    @Test
    void commandProvesRoutersAndStopsAtOneWithTheFormerKeyBeforeItTouchesTheNext()
            throws Exception {
        try (Lab lab = Lab.open(DataPath.ESP)) {
            Gateway gateway = lab.addGateway("gw");
            try (ServeProcess serve =
                    ServeProcess.start(directory.resolve("data"), gateway.socket())) {
                Api api = serve.api();
                account = api.createAccount("acme");
                List<String> names = List.of("a-right", "b-wrong", "c-after", "d-idle");
                names.forEach(name -> addBranch(api, lab, gateway, name));
                Map<String, String> old = setKeys(api);
                names.subList(0, 3).forEach(name -> branch(name).bringUp(key(old, name)));
                Map<String, String> fresh = setKeys(api);
                branch("a-right").load(key(fresh, "a-right"));
                branch("c-after").load(key(fresh, "c-after"));
                List<Long> after = branch("c-after").sas();
                assertThat(after).hasSize(1);

                Ran dry = reauth(serve, "--all", "--validate-only");
                assertThat(dry.exit()).as(dry.err()).isZero();
                assertThat(dry.out()).contains("4 ready");

                Ran ran = reauth(serve, "--all", "--pace", "0", "--max-failures", "1");

                assertThat(ran.exit()).as(ran.out() + ran.err()).isEqualTo(1);
                assertThat(ran.out().lines())
                        .containsExactly(
                                "proven   a-right  local reauthenticated",
                                "failed   b-wrong  local refused",
                                "1 proven, 1 failed");
                assertThat(ran.err())
                        .contains("note: b-wrong: ", "the tunnel is down", "2 were not tried");
                assertThat(branch("c-after").sas()).isEqualTo(after);
                assertThat(branch("b-wrong").sas()).isEmpty();
                await().atMost(AMPLE).until(() -> state(api, "a-right").equals("proven"));
                assertThat(state(api, "b-wrong")).isNotEqualTo("proven");
                List<Long> proven = branch("a-right").sas();

                // Whoever mends the router goes on with the same command.
                branch("b-wrong").bringUp(key(fresh, "b-wrong"));
                await().atMost(AMPLE).until(() -> state(api, "b-wrong").equals("proven"));
                Ran again = reauth(serve, "a-right", "b-wrong", "c-after", "d-idle", "--json");
                assertThat(again.exit()).as(again.out() + again.err()).isZero();
                assertThat(again.out().lines())
                        .satisfiesExactly(
                                a -> assertThat(a).contains("\"a-right\"", "\"already-proven\""),
                                b -> assertThat(b).contains("\"b-wrong\"", "\"already-proven\""),
                                c -> assertThat(c).contains("\"c-after\"", "\"reauthenticated\""),
                                d -> assertThat(d).contains("\"d-idle\"", "\"no-sa\""));
                assertThat(branch("a-right").sas()).isEqualTo(proven);
                assertThat(serve.log()).doesNotContain(fresh.values());
            }
        }
    }

    @Test
    void gatewayOnAnotherHostIsOrderedAndHeard() throws Exception {
        try (Lab lab = Lab.open(DataPath.ESP);
                ServeProcess serve =
                        ServeProcess.start(
                                directory.resolve("data"), List.of("--tls", "127.0.0.1:0"))) {
            Api api = serve.api();
            Gateway gateway = lab.addGateway("gw");
            RemoteEdge edge =
                    RemoteEdge.create(
                            serve, directory, "frankfurt", gateway.host().internetAddress());
            var options = edge.agent("fra-1", edge.enrol("fra-1"), gateway.socket());
            try (AgentProcess agent = AgentProcess.start(options)) {
                agent.awaitReady();
                await().atMost(AMPLE).until(() -> agent.log().contains("linked"));
                account = api.createAccount("acme");
                addBranch(api, lab, gateway, "a-right");
                addBranch(api, lab, gateway, "b-wrong");
                Map<String, String> old = setKeys(api);
                branches.forEach((name, branch) -> branch.bringUp(key(old, name)));
                List<Long> before = branch("a-right").sas();
                Map<String, String> fresh = setKeys(api);
                branch("a-right").load(key(fresh, "a-right"));

                Ran ran = reauth(serve, "--state", "loaded", "--pace", "0");

                assertThat(ran.exit()).as(ran.out() + ran.err()).isEqualTo(1);
                assertThat(ran.out())
                        .contains("proven   a-right  fra-1 reauthenticated")
                        .contains("failed   b-wrong  fra-1 refused");
                assertThat(branch("a-right").sas()).hasSize(1).isNotEqualTo(before);
                assertThat(options.data().resolve("cache").resolve("reauth-begun"))
                        .isNotEmptyFile();
            }
            Ran silent = reauth(serve, "b-wrong");
            assertThat(silent.exit()).as(silent.out() + silent.err()).isIn(1, 4);
            assertThat(silent.out()).doesNotContain("proven");
        }
    }

    private void addBranch(Api api, Lab lab, Gateway gateway, String name) {
        JsonNode created =
                api.createTunnel(
                        account, name, gateway.host().internetAddress(), branches.size() + 1);
        byte[] keyId =
                HexFormat.of()
                        .parseHex(created.path("remote_identities").path("hex_id").asString());
        Router router = lab.addRouter(name, CharonOptions.stock());
        LabTunnel tunnel =
                LabTunnel.between(
                        gateway,
                        router,
                        IkeId.ipv4(gateway.host().internetAddress()),
                        IkeId.keyId(new String(keyId, UTF_8)));
        gateway.load(tunnel);
        branches.put(name, new Branch(gateway, router, tunnel, created.path("id").asString()));
    }

    private Branch branch(String name) {
        return Objects.requireNonNull(branches.get(name));
    }

    /** Gives every tunnel a fresh key; returns them by the tunnels' ids. */
    private Map<String, String> setKeys(Api api) {
        Map<String, String> keys = new HashMap<>();
        branches.values().forEach(branch -> keys.put(branch.id(), Keys.fresh()));
        Api.Answer answer = api.setPsks(account, keys);
        keys.keySet().forEach(id -> assertThat(answer.state(id)).isEqualTo("loaded"));
        return keys;
    }

    private String key(Map<String, String> keys, String name) {
        return keys.getOrDefault(branch(name).id(), "");
    }

    private String state(Api api, String name) {
        return api.tunnel(account, branch(name).id())
                .result()
                .path("ipsec_tunnel")
                .at("/keyferry/psk/gateways/local/state")
                .asString("");
    }

    private Ran reauth(ServeProcess serve, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), Keyferry.class.getName()));
        command.addAll(List.of("psk", "reauth"));
        command.addAll(List.of(arguments));
        Path err = directory.resolve("reauth.err");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
        builder.environment().put("KEYFERRY_URL", serve.api().base());
        builder.environment().put("KEYFERRY_TOKEN_FILE", serve.tokenFile().toString());
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Ran(process.waitFor(), out, Files.readString(err));
    }
}

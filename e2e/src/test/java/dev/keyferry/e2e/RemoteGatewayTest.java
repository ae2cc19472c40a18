package dev.keyferry.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyferry.e2e.parts.AgentProcess;
import dev.keyferry.e2e.parts.Api;
import dev.keyferry.e2e.parts.Keys;
import dev.keyferry.e2e.parts.RemoteEdge;
import dev.keyferry.e2e.parts.ServeProcess;
import dev.keyferry.lab.Gateway;
import dev.keyferry.lab.Lab;
import dev.keyferry.lab.space.DataPath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server and gateways in processes of their own, linked by TLS, beside real charons. */
class RemoteGatewayTest {
    private static final String ADDRESS = "203.0.113.9";
    private static final Duration AMPLE = Duration.ofSeconds(60);

    /** Less than a poll waits for news. */
    private static final Duration CUT_OFF = Duration.ofSeconds(15);

    @TempDir Path directory;

    @Test
    void bothGatewaysOfAnEdgeConfirmAKeyAndHoldItWithoutTheServer() throws Exception {
        try (Lab lab = Lab.open(DataPath.IKE_ONLY);
                ServeProcess serve = serve()) {
            RemoteEdge edge = RemoteEdge.create(serve, directory, "frankfurt", ADDRESS);
            Gateway one = lab.addGateway("gw1");
            Gateway two = lab.addGateway("gw2");
            var first = edge.agent("fra-1", edge.enrol("fra-1"), one.socket());
            var second = edge.agent("fra-2", edge.enrol("fra-2"), two.socket());
            AgentProcess killed = AgentProcess.start(first);
            try (killed;
                    AgentProcess other = AgentProcess.start(second)) {
                assertThat(killed.awaitReady()).isEqualTo("fra-1");
                assertThat(other.awaitReady()).isEqualTo("fra-2");
                await().atMost(AMPLE).until(() -> killed.log().contains("linked"));
                await().atMost(AMPLE).until(() -> other.log().contains("linked"));

                Api.Answer answer = setKey(serve.api());

                assertThat(answer.body().toString())
                        .contains("\"fra-1\":{\"state\":\"loaded\"")
                        .contains("\"fra-2\":{\"state\":\"loaded\"");
                assertThat(secrets(one)).hasSize(1).isEqualTo(secrets(two));
                killed.kill();
            }
            serve.kill();
            one.charon().stop();
            one.charon().start();
            Files.delete(first.token());
            try (AgentProcess again = AgentProcess.start(first)) {
                assertThat(again.awaitReady()).isEqualTo("fra-1");
                await().atMost(AMPLE).until(() -> secrets(one).size() == 1);
                await().atMost(AMPLE).until(() -> again.log().contains("not linked"));
            }
            assertThat(secrets(one)).as("after SIGTERM").hasSize(1);
        }
    }

    @Test
    void anAgentShowsItsHostHowItIs() throws Exception {
        try (Lab lab = Lab.open(DataPath.IKE_ONLY);
                ServeProcess serve = serve();
                HttpClient http = HttpClient.newHttpClient()) {
            RemoteEdge edge = RemoteEdge.create(serve, directory, "frankfurt", ADDRESS);
            Gateway gateway = lab.addGateway("gw1");
            var options = edge.agent("fra-1", edge.enrol("fra-1"), gateway.socket());
            String shown = "127.0.0.1:" + freePort();
            try (AgentProcess agent =
                    AgentProcess.start(options, "--metrics", shown, "--lease", "5")) {
                agent.awaitReady();
                await().atMost(AMPLE)
                        .until(() -> get(http, shown, "/healthz/ready").equals("ready\n"));
                setKey(serve.api());
                assertThat(get(http, shown, "/metrics"))
                        .contains("keyferry_agent_keys 1.0", "last_contact_timestamp_seconds ");
                gateway.charon().kill();
                await().atMost(AMPLE)
                        .until(() ->
                                get(http, shown, "/healthz/ready")
                                        .startsWith("not ready: charon-down"));
                assertThat(get(http, shown, "/healthz/live")).isEqualTo("live\n");
            }
            assertThat(options.data().resolve("lease")).isNotEmptyFile();
        }
    }

    @Test
    void aRevokedGatewayIsCutOffAtOnceAndItsCharonKeepsTheKeys() throws Exception {
        try (Lab lab = Lab.open(DataPath.IKE_ONLY);
                ServeProcess serve = serve()) {
            RemoteEdge edge = RemoteEdge.create(serve, directory, "frankfurt", ADDRESS);
            Gateway gateway = lab.addGateway("gw1");
            var options = edge.agent("fra-1", edge.enrol("fra-1"), gateway.socket());
            try (AgentProcess agent = AgentProcess.start(options)) {
                agent.awaitReady();
                await().atMost(AMPLE).until(() -> agent.log().contains("linked"));
                setKey(serve.api());
                edge.run("gateway", "drain", "fra-1");
                edge.run("gateway", "resume", "fra-1");
                assertThat(agent.log()).doesNotContain("not linked");

                edge.run("gateway", "revoke", "fra-1", "--yes");

                await().atMost(CUT_OFF)
                        .until(() -> agent.log().contains("does not accept this gateway's token"));
                assertThat(secrets(gateway)).hasSize(1);
            }
            try (AgentProcess again = AgentProcess.start(options)) {
                assertThat(again.awaitReady()).isEqualTo("fra-1");
            }
        }
    }

    @Test
    void whatKeepsAHostFromBecomingAGatewayIsToldByMessageAndExitCode() throws Exception {
        try (ServeProcess serve = serve()) {
            RemoteEdge edge = RemoteEdge.create(serve, directory, "frankfurt", ADDRESS);
            RemoteEdge other = RemoteEdge.create(serve, directory, "berlin", "203.0.113.10");
            Path token = edge.enrol("fra-1");
            var right = edge.agent("fra-1", token, directory.resolve("charon.vici"));

            Path wrong = Files.writeString(directory.resolve("t"), "kfe_" + "0".repeat(64));
            assertRefused(right.withToken(wrong), 1, "does not accept the enrolment token");
            assertRefused(right.withEdgeKey(other.key()), 1, "give --edge-key the private half");
            String port = right.server().replaceFirst(".*:", "");
            assertRefused(right.withServer("https://127.0.0.2:" + port), 3, "cannot be reached");
            try (ServeProcess stranger = serveAs("elsewhere.example")) {
                var strangers = right.withServer(stranger.tlsOrigin());
                assertRefused(strangers, 1, "is not of the authority that --ca names");
                assertRefused(
                        strangers.withAuthority(stranger.authority()), 1, "is for another name");
            }
            assertRefused(
                    right.withServer(
                            serve.api().base().replaceFirst("http:(.*)/client/v4", "https:$1")),
                    1,
                    "there is no TLS");

            // None of them used the token up.
            try (AgentProcess agent = AgentProcess.start(right)) {
                assertThat(agent.awaitReady()).isEqualTo("fra-1");
            }
        }
    }

    private ServeProcess serve() {
        return ServeProcess.start(directory.resolve("data"), List.of("--tls", "127.0.0.1:0"));
    }

    /** Another server, whose certificate bears this name alone. */
    private ServeProcess serveAs(String name) throws IOException {
        Path config =
                Files.writeString(
                        directory.resolve("stranger.toml"), "[tls]\nnames = [\"" + name + "\"]\n");
        return ServeProcess.start(
                directory.resolve("stranger"),
                List.of("--tls", "127.0.0.1:0", "--config", config.toString()));
    }

    private static Api.Answer setKey(Api api) {
        String account = api.createAccount("acme");
        String tunnel = api.createTunnel(account, "acme-fra", ADDRESS, 1).path("id").asString();
        Api.Answer answer = api.setPsks(account, Map.of(tunnel, Keys.fresh()));
        assertThat(answer.state(tunnel)).as(answer.body().toString()).isEqualTo("loaded");
        return answer;
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static String get(HttpClient http, String address, String path)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://" + address + path);
        return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    }

    private static List<String> secrets(Gateway gateway) {
        return gateway.charon().client().secretIds();
    }

    private static void assertRefused(AgentProcess.Options options, int exit, String message) {
        try (AgentProcess agent = AgentProcess.start(options)) {
            assertThat(agent.awaitExit()).as(agent.log()).isEqualTo(exit);
            assertThat(agent.log()).contains("error: ", "hint: ", message);
        }
    }
}

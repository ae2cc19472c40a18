package dev.keyferry.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.keyferry.app.serve.ServeOptions;
import dev.keyferry.app.serve.Serving;
import dev.keyferry.app.settings.Settings;
import dev.keyferry.server.http.ListenAddress;
import dev.keyferry.server.http.listen.TlsAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
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

/** What the doctor sees of a real server, with a good token and a bad one, and without gateways. */
class DoctorCommandTest {
    @TempDir private Path directory;
    private final Map<String, String> environment = new HashMap<>();
    private Serving serving;

    @BeforeEach
    void serve() throws InterruptedException {
        Path data = directory.resolve("data");
        serving =
                Serving.start(
                        new ServeOptions(
                                data,
                                ListenAddress.parse("127.0.0.1:0"),
                                Optional.of(TlsAddress.parse("127.0.0.1:0")),
                                Optional.empty(),
                                Settings.DEFAULT));
        environment.put("KEYFERRY_URL", serving.base().toString());
        environment.put("KEYFERRY_TOKEN_FILE", data.resolve("admin.token").toString());
    }

    @AfterEach
    void stop() {
        serving.close();
    }

    @Test
    void aServerWithoutGatewaysIsWellButForThat() {
        Invocation seen = run("doctor");
        assertThat(seen.exit()).as(seen.shown()).isZero();
        assertThat(seen.out())
                .containsPattern("(?m)^ok +server +http://.* answers, and its store can be read$")
                .containsPattern(
                        "(?m)^ok +server-clock +the clocks here and there are [01] s apart")
                .containsPattern("(?m)^ok +server-version +")
                .contains("the token is good without end; it sees 0 accounts; it is an operator's")
                .containsPattern("(?m)^warn +gateways +no gateway is active.*\n +-> add one")
                .contains("5 ok, 1 to look at, 0 failed");
    }

    @Test
    void keysWithoutAGatewayAreNamed() {
        setKeyOf("a");
        run("edge-key", "create", directory.resolve("e.key").toString());
        Invocation seen = run("doctor");
        assertThat(seen.exit()).isZero();
        assertThat(seen.out()).containsPattern("(?m)^warn +keys +acme: unserved 1 \\(a\\)$");
    }

    @Test
    void aGatewayThatNeverCameIsToLookAt() {
        String half = run("edge-key", "create", directory.resolve("e.key").toString()).out();
        run("edge", "create", "fra", "--key", half.strip());
        run("gateway", "enrol", "fra-1", "--edge", "fra");
        assertThat(run("doctor").out()).contains("fra-1 was named, and no host has become it");
    }

    @Test
    void jsonHasTheSameFindings() {
        JsonNode findings = new JsonMapper().readTree(run("doctor", "--json").out());
        assertThat(findings).hasSize(6);
        assertThat(findings.path(0).path("check").asString()).isEqualTo("server");
        assertThat(findings.path(0).path("result").asString()).isEqualTo("ok");
        assertThat(findings.path(0).has("mend")).isFalse();
        assertThat(findings.path(4).path("mend").asString()).contains("docs/gateways.md");
    }

    @Test
    void overTlsTheCertificateIsLookedAtAndAForeignOneFails() {
        environment.put("KEYFERRY_URL", serving.tlsOrigin().orElseThrow() + "/client/v4");
        Invocation untrusted = run("doctor");
        assertThat(untrusted.exit()).isEqualTo(1);
        assertThat(untrusted.out()).contains("fail  server", "-> ", "KEYFERRY_CA", "1 failed");

        environment.put("KEYFERRY_CA", directory.resolve("data/tls/authority.pem").toString());
        Invocation trusted = run("doctor");
        assertThat(trusted.exit()).isZero();
        assertThat(trusted.out()).contains("the server's certificate is good until");
    }

    @Test
    void aTokenThatIsUnknownOrEndsSoonIsSaidAndNeverShown() {
        environment.put("KEYFERRY_TOKEN", "kf_MarkerMarkerMarker");
        Invocation unknown = run("doctor");
        assertThat(unknown.exit()).isEqualTo(1);
        assertThat(unknown.out())
                .containsPattern("(?m)^fail +token +.*9109")
                .doesNotContain("Marker");
        environment.remove("KEYFERRY_TOKEN");

        run("account", "create", "acme");
        Path file = directory.resolve("short.token");
        run(
                "token",
                "create",
                "--name=short",
                "--allow=Account Settings Read",
                "--expires=2d",
                "--out=" + file);
        environment.put("KEYFERRY_TOKEN_FILE", file.toString());
        Invocation seen = run("doctor");
        assertThat(seen.exit()).isZero();
        assertThat(seen.out())
                .containsPattern(
                        "(?m)^warn +token +the token is good until .*it sees 1 account; it"
                                + " is no operator's$")
                .contains("the token may not list them");
    }

    @Test
    void aServerThatIsNotThereOrNotGivenIsOneFailure() {
        stop();
        Invocation gone = run("doctor");
        assertThat(gone.exit()).isEqualTo(1);
        assertThat(gone.out()).contains("fail  server", "cannot be reached", "0 ok");
        environment.remove("KEYFERRY_TOKEN_FILE");
        assertThat(run("doctor").out()).contains("fail  server", "no token is given");
    }

    @Test
    void anotherServersVersionAndAStoreThatIsAwayAreSeen() throws IOException {
        HttpServer other =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer(other, "/healthz/ready", 503, "not ready: the store cannot be read");
        answer(other, "/openapi.json", 200, "{}");
        other.start();
        try {
            environment.put(
                    "KEYFERRY_URL",
                    "http://127.0.0.1:" + other.getAddress().getPort() + "/client/v4");
            Invocation seen = run("doctor");
            assertThat(seen.exit()).isEqualTo(1);
            assertThat(seen.out())
                    .contains("answers: not ready: the store cannot be read")
                    .contains("the server's API is another one");
        } finally {
            other.stop(0);
        }
    }

    private static void answer(HttpServer server, String path, int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        server.createContext(
                path,
                exchange -> {
                    exchange.sendResponseHeaders(status, bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
    }

    private void setKeyOf(String tunnel) {
        run("account", "create", "acme");
        run(
                "tunnel",
                "create",
                tunnel,
                "--cloudflare-endpoint=203.0.113.1",
                "--interface-address=10.252.0.0/31");
        Invocation.of(
                environment, "tunnel,psk\n" + tunnel + ",Lw7v-Qe2b-9Kzn-Hy5d\n", "psk", "set", "-");
    }

    private Invocation run(String... arguments) {
        return Invocation.of(environment, "", arguments);
    }
}

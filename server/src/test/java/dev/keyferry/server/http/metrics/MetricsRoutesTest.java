package dev.keyferry.server.http.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.server.ServerOptions.LocalGateway;
import dev.keyferry.server.http.HttpTimeouts;
import dev.keyferry.server.http.limit.RequestLimit;
import dev.keyferry.server.http.parts.ApiFixture;
import dev.keyferry.server.http.parts.RawHttp;
import dev.keyferry.server.usecase.measure.MeasureServer;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What monitoring reads of a real server over plain HTTP on loopback. */
class MetricsRoutesTest {
    /** For some requests of a machine that is busy with other things. */
    private static final Duration ENOUGH = Duration.ofSeconds(5);

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-11-23T09:00:00Z"));

    @Test
    void showsCountsWithoutAToken() throws Exception {
        try (ApiFixture api = ApiFixture.start(HttpTimeouts.DEFAULT, LocalGateway.PRESENT)) {
            String account = api.createAccount("acme");
            String tunnels = "/accounts/" + account + "/magic/ipsec_tunnels";
            String tunnel = api.createTunnel(tunnels, "one");
            api.createTunnel(tunnels, "two");
            api.post(
                            tunnels + "/psk",
                            "{\"psks\":[{\"id\":\"%s\",\"psk\":\"%s\"}]}"
                                    .formatted(tunnel, "k7".repeat(16)))
                    .assertSuccess();

            String shown = ask(api, "/metrics", "127.0.0.1");

            assertThat(shown)
                    .startsWith("HTTP/1.1 200")
                    .containsIgnoringCase("content-type: text/plain; version=0.0.4")
                    .contains(
                            "keyferry_tunnels 2.0",
                            "keyferry_keys{state=\"stored\"} 1.0",
                            "keyferry_keys{state=\"loaded\"} 0.0",
                            "keyferry_keys_older_than{days=\"30\"} 0.0",
                            "keyferry_gateway_state{edge=\"default\",gateway=\"local\","
                                    + "state=\"active\"} 1.0",
                            "keyferry_gateway_reachable{edge=\"default\",gateway=\"local\"} 0.0",
                            "keyferry_http_answers_total{operation=\"create-account\","
                                    + "status=\"2xx\"} 1.0")
                    .doesNotContain(account, tunnel, "k7k7");
        }
    }

    @Test
    void measuresTheStoreOnceInAWhileHoweverManyAsk() throws Exception {
        try (ApiFixture api = ApiFixture.start(now::get, Optional.<RequestLimit>empty())) {
            assertThat(ask(api, "/metrics", "localhost")).contains("keyferry_tunnels 0.0");
            api.createTunnel("/accounts/" + api.createAccount("a") + "/magic/ipsec_tunnels", "t");

            assertThat(ask(api, "/metrics", "localhost")).contains("keyferry_tunnels 0.0");
            now.set(now.get().plus(MeasureServer.GOOD_FOR));

            assertThat(ask(api, "/metrics", "localhost")).contains("keyferry_tunnels 1.0");
        }
    }

    @Test
    void answersNoNameThatSomebodyElseLetsLeadHere() throws Exception {
        try (ApiFixture api = ApiFixture.start()) {
            for (String host : new String[] {"rebound.example", "127.0.0.1.example", "x"}) {
                assertThat(ask(api, "/metrics", host)).contains(" 403 ").doesNotContain("# TYPE");
            }
            assertThat(ask(api, "/metrics", "[::1]")).contains(" 200 ");
            assertThat(ask(api, "/healthz/ready", "any.example")).contains(" 200 ");
        }
    }

    @Test
    void isNotReadyWithoutItsStore() throws Exception {
        try (ApiFixture api = ApiFixture.start(now::get, Optional.<RequestLimit>empty())) {
            assertThat(ask(api, "/healthz/ready", "localhost")).contains(" 200 ", "ready\n");
            String database = "jdbc:sqlite:" + api.database();
            try (var connection = DriverManager.getConnection(database);
                    var statement = connection.createStatement()) {
                statement.execute("ALTER TABLE attempt RENAME TO gone");
                now.set(now.get().plus(MeasureServer.GOOD_FOR));

                assertThat(ask(api, "/healthz/ready", "localhost"))
                        .contains(" 503 ", "not ready: the store cannot be read\n");
                assertThat(ask(api, "/metrics", "localhost")).contains(" 503 ");
                assertThat(ask(api, "/healthz/live", "localhost")).contains(" 200 ", "live\n");
                statement.execute("ALTER TABLE gone RENAME TO attempt");
            }
            assertThat(ask(api, "/healthz/ready", "localhost")).contains(" 200 ");
        }
    }

    /** What load balancers go by, who are given time for it. */
    @Test
    void isNotReadyButServesWhenItIsAboutToStop() throws Exception {
        HttpTimeouts timeouts = HttpTimeouts.DEFAULT.withUnready(ENOUGH);
        try (ApiFixture api = ApiFixture.start(timeouts, LocalGateway.ABSENT)) {
            assertThat(ask(api, "/healthz/ready", "localhost")).contains(" 200 ");
            Thread stop = Thread.ofPlatform().start(api::stopServer);
            String ready = ask(api, "/healthz/ready", "localhost");
            while (ready.contains(" 200 ")) {
                ready = ask(api, "/healthz/ready", "localhost");
            }

            assertThat(ready).contains(" 503 ", "not ready: the server is about to stop\n");
            assertThat(ask(api, "/healthz/live", "localhost")).contains(" 200 ");
            api.createAccount("acme");
            stop.join();
        }
    }

    private static String ask(ApiFixture api, String path, String host) throws Exception {
        try (Socket socket = RawHttp.connect(api.address())) {
            RawHttp.send(
                    socket,
                    "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                            .formatted(path, host));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

package dev.keyferry.app.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.app.Failure;
import dev.keyferry.feed.GatewayCondition;
import dev.keyferry.feed.GatewayCondition.Assurance;
import dev.keyferry.feed.GatewayCondition.Kind;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsListenerTest {
    private final MetricsListener listener =
            MetricsListener.on(MetricsAddress.parse("127.0.0.1:0"));
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private volatile GatewayCondition condition =
            new GatewayCondition(Kind.SERVING, "", Assurance.ASSURED);

    @BeforeEach
    void show() {
        listener.show(registry, () -> condition);
    }

    @AfterEach
    void close() {
        listener.close();
    }

    @Test
    void showsWhatIsRegistered() throws IOException {
        Counter.builder().name("things").help("All of them.").register(registry).inc(3);

        String answer = ask("GET /metrics", "127.0.0.1");

        assertThat(answer)
                .startsWith("HTTP/1.1 200")
                .containsIgnoringCase("content-type: text/plain; version=0.0.4")
                .contains("# TYPE things_total counter\nthings_total 3.0\n");
    }

    @Test
    void isReadyOnlyWhileTheCharonHoldsAllKeys() throws IOException {
        assertThat(ask("GET /healthz/ready", "localhost:1")).contains(" 200 ", "\r\n\r\nready\n");

        condition = new GatewayCondition(Kind.CHARON_DOWN, "it went", Assurance.ASSURED);

        assertThat(ask("GET /healthz/ready", "[::1]:1"))
                .contains(" 503 ", "not ready: charon-down: it went");
        assertThat(ask("GET /healthz/live", "localhost")).contains(" 200 ");
    }

    @Test
    void answersNoNameThatSomebodyElseLetsLeadHere() throws IOException {
        for (String host :
                new String[] {"rebound.example", "127.0.0.1.example", "localhost.x:80"}) {
            assertThat(ask("GET /metrics", host)).contains(" 403 ").doesNotContain("# TYPE");
        }
    }

    @Test
    void offersNothingElse() throws IOException {
        for (String target : new String[] {"/", "/metrics/x", "/metricsx", "/healthz", "/x"}) {
            assertThat(ask("GET " + target, "localhost")).as(target).contains(" 404 ");
        }
        assertThat(ask("DELETE /metrics", "localhost")).contains(" 405 ");
    }

    @Test
    void saysThatTheAddressIsTaken() {
        String taken = "127.0.0.1:" + listener.address().getPort();

        assertThatThrownBy(() -> MetricsListener.on(MetricsAddress.parse(taken)))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("cannot listen on");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0:9787",
                "192.0.2.1:9787",
                "example.net:9787",
                "127.0.0.1",
                "127.0.0.1:65536",
                "u@127.0.0.1:1",
                "127.0.0.1:1/x",
                "9787",
                ":9787",
                "[::]:1",
                "127.0.0.1:-1",
                ""
            })
    void anAddressThatOthersReachIsWrongUsage(String address) {
        assertThatThrownBy(() -> MetricsAddress.parse(address))
                .isInstanceOf(Failure.class)
                .hasMessage("--metrics: this is not HOST:PORT on loopback");
    }

    private String ask(String line, String host) throws IOException {
        try (Socket socket =
                new Socket(listener.address().getAddress(), listener.address().getPort())) {
            socket.getOutputStream()
                    .write(
                            "%s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                                    .formatted(line, host)
                                    .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

package dev.keyferry.app.command.psk.generate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.app.api.ApiAddress;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.api.Tunnel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Against a server that has three tunnels and nothing else. */
class ChosenTunnelsTest {
    private static final byte[] TUNNELS =
            """
            {"success":true,"result":{"ipsec_tunnels":[{"name":"a"},{"name":"b"},{"name":"c"}]}}
            """
                    .getBytes(UTF_8);

    private HttpServer server;
    private ApiClient api;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(200, TUNNELS.length);
                    exchange.getResponseBody().write(TUNNELS);
                    exchange.close();
                });
        server.start();
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        api = new ApiClient(new ApiAddress(base, "token"));
    }

    @AfterEach
    void stop() {
        api.close();
        server.stop(0);
    }

    @Test
    void asManyAsMayBeAreTakenAndNoMore() {
        ChosenTunnels all = CommandLine.populateCommand(new ChosenTunnels(), "--all");
        assertThat(all.of(api, "acme", 3, Tunnel::name).kept()).containsExactly("a", "b", "c");
        assertThatThrownBy(() -> all.of(api, "acme", 2, Tunnel::name))
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure -> assertThat(failure.code()).isEqualTo(ExitCode.USAGE))
                .hasMessageContaining("more than 2 tunnels");
    }

    @Test
    void countsAllAndNamesOneThatIsNotThere() {
        ChosenTunnels some = CommandLine.populateCommand(new ChosenTunnels(), "b");
        assertThat(some.of(api, "acme", 3, Tunnel::name))
                .isEqualTo(new ChosenTunnels.Chosen<>(List.of("b"), 3));
        ChosenTunnels none = CommandLine.populateCommand(new ChosenTunnels(), "b", "nowhere");
        assertThatThrownBy(() -> none.of(api, "acme", 3, Tunnel::name))
                .hasMessageContaining("nowhere");
    }
}

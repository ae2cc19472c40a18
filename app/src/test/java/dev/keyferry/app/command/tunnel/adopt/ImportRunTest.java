package dev.keyferry.app.command.tunnel.adopt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.keyferry.app.adopt.judge.Candidate;
import dev.keyferry.app.adopt.judge.Candidate.Ends;
import dev.keyferry.app.adopt.judge.Problem;
import dev.keyferry.app.api.ApiAddress;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.api.Tunnel;
import dev.keyferry.feed.seal.Psk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** A run against a server that answers well and says nothing. */
class ImportRunTest {
    private static final byte[] ANSWER =
            "{\"success\":true,\"errors\":[],\"messages\":[],\"result\":{}}".getBytes(UTF_8);

    private HttpServer server;
    private ApiClient api;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(200, ANSWER.length);
                    exchange.getResponseBody().write(ANSWER);
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
    void whatTheAnswerDoesNotNameIsNotTakenForDone() {
        Tunnel bare = new Tunnel(new JsonMapper().readTree("{\"id\":\"1\",\"name\":\"b\"}"));
        ImportRun run =
                new ImportRun(
                        api,
                        "account",
                        List.of(
                                Import.ofNew(candidate("a"), "10.0.0.0/31"),
                                Import.ofThere(candidate("b"), bare)),
                        done -> {});
        run.apply();
        assertThat(run.hasDoneSome()).isFalse();
        assertThat(run.imports())
                .allMatch(one -> one.candidate().gravest().equals(Optional.of(Problem.REFUSED)));
        assertThat(new ImportReport(run.imports(), List.of()).done())
                .isEqualTo("imported 0   left 2");
    }

    private static Candidate candidate(String name) {
        return new Candidate(
                name,
                "here",
                List.of(),
                new Ends(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                Optional.of(Psk.copyOf(name.getBytes(UTF_8))),
                List.of(),
                List.of());
    }
}

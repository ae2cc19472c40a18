package dev.keyferry.app.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** The client against servers that are not ours. */
class ApiClientTest {
    private HttpServer server;
    private ApiClient api;
    private volatile int status = 200;
    private volatile String body = "";

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    byte[] answer = body.getBytes(UTF_8);
                    exchange.getResponseHeaders().add("Retry-After", "7");
                    exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
                    exchange.getResponseBody().write(answer);
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>marker</html>",
                "{}",
                "[]",
                "",
                "{\"success\":false}",
                "{\"success\":t"
            })
    void knowsAnswersThatAreNotTheApis(String foreign) {
        body = foreign;
        assertThatThrownBy(() -> api.get("/accounts"))
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure -> {
                            assertThat(failure.code()).isEqualTo(ExitCode.UNREACHABLE);
                            assertThat(failure.report()).contains("KEYFERRY_URL");
                            assertThat(failure.report()).doesNotContain("marker");
                        });
        assertThatThrownBy(() -> api.forEach("/tunnels", "ipsec_tunnels", item -> {}))
                .isInstanceOf(Failure.class);
    }

    @ParameterizedTest
    @CsvSource({
        "400,REFUSED,correct what",
        "403,REFUSED,admin.token",
        "404,REFUSED,check the ids",
        "413,REFUSED,fewer",
        "429,REFUSED,in 7 s",
        "500,REFUSED,log",
        "503,UNREACHABLE,in 7 s"
    })
    void aRefusalHasAHint(int refused, ExitCode code, String hint) {
        status = refused;
        body =
                """
                {"success": false, "messages": [], "result": null,
                 "errors": [{"code": 1022, "message": "no\\u001b[1m", "source": {"pointer": "/x"}}]}
                """;
        assertThatThrownBy(() -> api.get("/"))
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure -> {
                            assertThat(failure.code()).isEqualTo(code);
                            assertThat(failure).hasMessage("no?[1m at /x (code 1022)");
                            assertThat(failure.hint()).contains(hint);
                        });
    }

    @Test
    void doesNotFollowToAnotherPlace() {
        status = 302;
        body = "{}";
        assertThatThrownBy(() -> api.get("/")).hasMessageContaining("302");
    }

    @Test
    void readsAListItemByItem() {
        body =
                """
                {"errors": [], "success": true, "other": {"a": [1]},
                 "result": {"more": [{}], "items": [{"a": 1}, {"a": 2}], "rest": 1}}
                """;
        StringBuilder seen = new StringBuilder();
        api.forEach("/", "items", item -> seen.append(item.path("a").asInt()));
        assertThat(seen).hasToString("12");
    }

    @Test
    void readsNoFurtherThanToTheItemThatFits() {
        body = "{\"success\":true,\"result\":{\"items\":[{\"a\":1},{\"a\":2},no JSON";
        assertThat(api.find("/", "items", item -> item.path("a").asInt() == 2))
                .hasValueSatisfying(item -> assertThat(item.path("a").asInt()).isEqualTo(2));
        assertThatThrownBy(() -> api.find("/", "items", item -> false)).isInstanceOf(Failure.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"success\":true,\"result\":{\"items\":[{}"})
    void anAnswerThatDoesNotEndIsNotWaitedForWithoutEnd(String begin) {
        CountDownLatch asked = new CountDownLatch(1);
        server.createContext(
                "/stalls",
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write(begin.getBytes(UTF_8));
                    exchange.getResponseBody().flush();
                    asked.countDown();
                });
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        ApiAddress address = new ApiAddress(base, "token");
        try (ApiClient hurried = new ApiClient(address, Duration.ofMillis(300))) {
            assertThatThrownBy(() -> hurried.get("/stalls"))
                    .hasMessageContaining("did not answer in time");
            assertThatThrownBy(() -> hurried.forEach("/stalls", "items", item -> {}))
                    .hasMessageContaining("did not answer in time");
            assertThat(asked.getCount()).isZero();
        }
    }

    @Test
    void readsAsManyItemsAsItsPagesHold() {
        String page = pageOf(ApiClient.PAGE);
        server.createContext(
                "/full",
                exchange -> {
                    boolean isPast = exchange.getRequestURI().getQuery().startsWith("page=101&");
                    byte[] answer = (isPast ? pageOf(0) : page).getBytes(UTF_8);
                    exchange.sendResponseHeaders(200, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        assertThat(api.list("/full")).hasSize(100_000);
    }

    private static String pageOf(int items) {
        return Stream.generate(() -> "{\"id\":\"1\"}")
                .limit(items)
                .collect(Collectors.joining(",", "{\"success\":true,\"result\":[", "]}"));
    }

    @Test
    void asksForNoMorePagesThanItsLimit() {
        body = pageOf(ApiClient.PAGE);
        assertThatThrownBy(() -> new Directory(api).accounts())
                .hasMessageContaining("more than 100000 of them");
    }

    @Test
    void takesAnAnswerOfTheMaximumSizeAndNoLarger() throws IOException {
        String answer = "{\"success\":true,\"result\":{}}";
        EnvelopeReader reader = new EnvelopeReader(new JsonMapper(), answer.length());
        assertThat(reader.read(in(answer)).result()).isEmpty();
        assertThatThrownBy(() -> reader.read(in(answer + " "))).isInstanceOf(ForeignAnswer.class);
        String error = " ".repeat(EnvelopeReader.MAX_ERROR_BYTES - 2) + "{}";
        assertThat(reader.readErrors(in(error))).isEmpty();
        assertThatThrownBy(() -> reader.readErrors(in(error + " ")))
                .isInstanceOf(ForeignAnswer.class);
    }

    private static ByteArrayInputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }
}

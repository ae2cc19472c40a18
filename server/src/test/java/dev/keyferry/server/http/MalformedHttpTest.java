package dev.keyferry.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.server.http.parts.ApiFixture;
import dev.keyferry.server.http.parts.RawHttp;
import dev.keyferry.server.http.parts.Reply;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MalformedHttpTest {
    private static final String PATH = "/client/v4/accounts";
    private static final String HOST = "Host: keyferry\r\n";
    private static final String POST = "POST " + PATH + " HTTP/1.1\r\n" + HOST;

    private static ApiFixture api;

    @BeforeAll
    static void start() throws Exception {
        api = ApiFixture.start();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("requests")
    void answersInTheEnvelopeAndLives(int status, int code, String request) throws Exception {
        RawHttp.exchange(api.address(), request).assertFailure(status, code);
        api.get("/user/tokens/verify").assertSuccess();
    }

    static Stream<Arguments> requests() {
        String huge = "a".repeat(HttpServer.MAX_HEADER_BYTES);
        return Stream.of(
                Arguments.of(400, 19400, "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\r\n\r\n"),
                Arguments.of(400, 19400, "nonsense\r\n\r\n"),
                Arguments.of(400, 19400, "GET " + PATH + " HTTP/1.1\r\n\r\n"),
                Arguments.of(400, 19400, "GET " + PATH + " HTTP/1.1\r\nHost : a\r\n\r\n"),
                Arguments.of(400, 19400, "GET " + PATH + " HTTP/1.1\r\nHost: a b\r\n\r\n"),
                Arguments.of(400, 19400, get(PATH, HOST)),
                Arguments.of(400, 19400, get(PATH, "A: b\r\n folded\r\n")),
                Arguments.of(400, 19400, get(PATH, "A b\r\n")),
                Arguments.of(400, 19400, get(PATH, "Authorization: Bear\u0000er x\r\n")),
                Arguments.of(400, 19400, get(PATH + "/a%2fb", "")),
                Arguments.of(400, 19400, get(PATH + "/%zz", "")),
                Arguments.of(400, 19400, get(PATH + "/%", "")),
                Arguments.of(400, 19400, get(PATH + "/%ff", "")),
                Arguments.of(400, 19400, get(PATH + "/%00", "")),
                Arguments.of(400, 19400, get(PATH + "/%2e%2e/x", "")),
                Arguments.of(400, 19400, get("/client//v4/accounts", "")),
                Arguments.of(400, 19400, get("/client/v4/\u00ff", "")),
                Arguments.of(400, 19400, get("http://other.example" + PATH, "")),
                Arguments.of(400, 19400, POST + "Content-Length: -5\r\n\r\n"),
                Arguments.of(400, 19400, POST + "Content-Length: x\r\n\r\n"),
                Arguments.of(
                        400, 19400, POST + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello"),
                Arguments.of(
                        400,
                        19400,
                        POST + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                Arguments.of(400, 19400, POST + "Transfer-Encoding: gzip\r\n\r\n"),
                Arguments.of(414, 19414, get("/" + huge, "")),
                Arguments.of(431, 19431, get(PATH, "X: " + huge + "\r\n")),
                Arguments.of(417, 19417, POST + "Expect: much\r\nContent-Length: 0\r\n\r\n"),
                Arguments.of(505, 19505, "GET " + PATH + "\r\n\r\n"),
                Arguments.of(505, 19505, "GET " + PATH + " HTTP/9.9\r\n\r\n"),
                Arguments.of(505, 19505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS", "PRI"})
    void sendsARequestWithoutAPathNowhere(String method) throws Exception {
        String request = method + " #" + PATH + " HTTP/1.1\r\n" + HOST + "\r\n";
        RawHttp.exchange(api.address(), request).assertFailure(404, 7003, 7000);
    }

    @Test
    void speaksHttp10() throws Exception {
        RawHttp.exchange(
                        api.address(),
                        "GET " + PATH + " HTTP/1.0\r\n" + api.authorization() + "\r\n\r\n")
                .assertSuccess();
    }

    @Test
    void refusesAChunkThatIsNone() throws Exception {
        String request =
                POST
                        + api.authorization()
                        + "\r\nContent-Type: application/json\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n";
        RawHttp.exchange(api.address(), request).assertFailure(400, 19400);
    }

    @Test
    void ignoresDotSegmentsThatAreSpeltOut() throws Exception {
        Reply reply =
                RawHttp.exchange(
                        api.address(),
                        get(PATH + "/../user/tokens/verify", api.authorization() + "\r\n"));
        assertThat(reply.status()).isEqualTo(404);
        reply.assertFailure(404, 7003, 7000);
    }

    private static String get(String path, String headers) {
        return "GET " + path + " HTTP/1.1\r\n" + HOST + headers + "\r\n";
    }
}

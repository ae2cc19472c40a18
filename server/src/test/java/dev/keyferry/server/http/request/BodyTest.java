package dev.keyferry.server.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.server.ServerOptions.LocalGateway;
import dev.keyferry.server.http.HttpTimeouts;
import dev.keyferry.server.http.parts.ApiFixture;
import dev.keyferry.server.http.parts.RawHttp;
import dev.keyferry.server.http.parts.Reply;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {
    private static final String ACCOUNTS = "/client/v4/accounts";
    private static final String POST = "POST " + ACCOUNTS + " HTTP/1.1";
    private static final String JSON = "Content-Type: application/json";
    private static final Duration BODY = Duration.ofSeconds(1);
    private static final Duration IDLE = Duration.ofMillis(400);

    private static ApiFixture api;

    @BeforeAll
    static void start() throws Exception {
        api =
                ApiFixture.start(
                        new HttpTimeouts(BODY, IDLE, Duration.ofSeconds(5)), LocalGateway.ABSENT);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "application/jsonp",
                "application/json; charset=utf-16",
                "application/json; charset=no-such-thing",
                "json",
                "multipart/form-data; boundary=x"
            })
    void takesJsonOnly(String type) throws Exception {
        post("{}", "Content-Type: " + type).assertFailure(415, 19415);
    }

    @Test
    void takesNoBodyWithoutAType() throws Exception {
        post("{}").assertFailure(415, 19415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON",
                "application/json; charset=utf-8",
                "application/json;charset=\"UTF-8\";x=y"
            })
    void takesJsonHoweverItIsSpelt(String type) throws Exception {
        Reply reply = post("{}", "Content-Type: " + type).assertFailure(400, 1022);
        assertThat(reply.pointer()).isEqualTo("/name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br", "GZIP, identity"})
    void takesNoCompressedBody(String encoding) throws Exception {
        post("{}", JSON, "Content-Encoding: " + encoding).assertFailure(415, 19415);
    }

    @Test
    void takesABodyInChunks() throws Exception {
        String head = RawHttp.head(POST, api.authorization(), JSON, "Transfer-Encoding: chunked");
        Reply reply = RawHttp.exchange(api.address(), head + "1\r\n{\r\n1;x=y\r\n}\r\n0\r\n\r\n");
        assertThat(reply.assertFailure(400, 1022).pointer()).isEqualTo("/name");
    }

    @Test
    void asksForABodyThatWaitsToBeAskedFor() throws Exception {
        try (Socket socket = RawHttp.connect(api.address())) {
            RawHttp.send(
                    socket,
                    RawHttp.head(
                            POST,
                            api.authorization(),
                            JSON,
                            "Expect: 100-continue",
                            "Content-Length: 2"));
            byte[] start = socket.getInputStream().readNBytes(12);
            assertThat(new String(start, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 100");
        }
    }

    @Test
    void refusesABodyThatIsTooLongByItsOwnAccountAtOnce() throws Exception {
        try (Socket socket = RawHttp.connect(api.address())) {
            long length = RequestBody.MAX_BYTES + 1;
            RawHttp.send(
                    socket,
                    RawHttp.head(POST, api.authorization(), JSON, "Content-Length: " + length));
            RawHttp.read(socket).assertDescribed("POST", ACCOUNTS).assertFailure(413, 1022);
        }
    }

    @Test
    void refusesALengthBeyondAllNumbers() throws Exception {
        Reply reply =
                RawHttp.exchange(
                        api.address(),
                        RawHttp.head(
                                POST,
                                api.authorization(),
                                JSON,
                                "Content-Length: 99999999999999999999"));
        reply.assertDocumentedFailure();
        assertThat(reply.status()).isIn(400, 413);
    }

    @Test
    void refusesABodyInChunksThatGrowsTooLong() throws Exception {
        String head = RawHttp.head(POST, api.authorization(), JSON, "Transfer-Encoding: chunked");
        String blanks = " ".repeat((int) RequestBody.MAX_BYTES + 1);
        String chunk = Integer.toHexString(blanks.length()) + "\r\n" + blanks + "\r\n0\r\n\r\n";
        RawHttp.exchange(api.address(), head + chunk).assertFailure(413, 1022);
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.SECONDS)
    void doesNotWaitForABodyThatStandsStill() throws Exception {
        try (Socket socket = RawHttp.connect(api.address())) {
            RawHttp.send(
                    socket,
                    RawHttp.head(POST, api.authorization(), JSON, "Content-Length: 9") + "{");
            RawHttp.read(socket).assertDescribed("POST", ACCOUNTS).assertFailure(408, 19408);
        }
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.SECONDS)
    void doesNotWaitForABodyThatTrickles() throws Exception {
        try (Socket socket = RawHttp.connect(api.address())) {
            RawHttp.send(
                    socket,
                    RawHttp.head(POST, api.authorization(), JSON, "Content-Length: 100000") + "{");
            Thread trickle = Thread.ofVirtual().start(() -> trickle(socket));
            Reply reply = RawHttp.read(socket).assertDescribed("POST", ACCOUNTS);
            trickle.interrupt();
            reply.assertFailure(408, 19408);
        }
    }

    private static void trickle(Socket socket) {
        Duration pause = IDLE.dividedBy(4);
        try {
            while (!socket.isClosed()) {
                Thread.sleep(pause);
                RawHttp.send(socket, " ");
            }
        } catch (InterruptedException | IOException e) {
            // The test is over, or the server has closed: either way there is no more to send.
            Thread.currentThread().interrupt();
        }
    }

    private static Reply post(String body, String... headers) throws IOException {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = api.authorization();
        all[headers.length + 1] = "Content-Length: " + body.length();
        return RawHttp.exchange(api.address(), RawHttp.head(POST, all) + body);
    }
}

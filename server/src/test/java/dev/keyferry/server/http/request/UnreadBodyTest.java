package dev.keyferry.server.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.server.http.parts.ApiFixture;
import dev.keyferry.server.http.parts.KeptConnection;
import dev.keyferry.server.http.parts.RawHttp;
import dev.keyferry.server.http.parts.Reply;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That a body which a call does not look at neither cuts its answer off nor is left behind. */
class UnreadBodyTest {
    private static final String NOBODY = "0123456789abcdef0123456789abcdef";
    private static final int MOST = (int) RequestBody.MAX_BYTES;

    private static ApiFixture api;

    @BeforeAll
    static void start() throws Exception {
        api = ApiFixture.start();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 1_000, 100_000, MOST})
    void leavesTheConnectionToTheNextRequest(int bytes) throws Exception {
        String account = "/client/v4/accounts/" + api.createAccount("a");
        List<String> lines =
                List.of(
                        "GET /docs",
                        "HEAD /docs",
                        "GET /openapi.json",
                        "GET /client/v4/user/tokens/verify",
                        "HEAD /client/v4/accounts",
                        "GET " + account,
                        "GET " + account + "/magic/ipsec_tunnels",
                        "DELETE " + account);
        try (KeptConnection connection = new KeptConnection(api.address())) {
            for (String line : lines) {
                Reply whole = connection.exchange(request(line, body(bytes)));
                assertThat(whole.status()).as(line).isEqualTo(200);
                assertThat(whole.header("connection")).as(line).isEmpty();
            }
            connection.exchange(request("GET " + account, body(bytes))).assertFailure(404, 7003);
            connection.exchange(request("GET /client/v4/accounts", "\r\n")).assertSuccess();
        }
    }

    @Test
    void takesOneInChunksToo() throws Exception {
        String chunk = "186A0\r\n" + "{".repeat(100_000) + "\r\n";
        String body = "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(3) + "0\r\n\r\n";
        try (KeptConnection connection = new KeptConnection(api.address())) {
            assertThat(connection.exchange(request("GET /docs", body)).status()).isEqualTo(200);
            connection.exchange(request("GET /client/v4/accounts", body)).assertSuccess();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /docs", "GET /client/v4/accounts", "DELETE /client/v4/accounts/"})
    void refusesOneThatIsTooLongAndSaysThatItHangsUp(String line) throws Exception {
        String whole = line.endsWith("/") ? line + api.createAccount("kept") : line;
        try (KeptConnection connection = new KeptConnection(api.address())) {
            Reply reply = connection.exchange(request(whole, body(MOST + 1)));
            reply.assertFailure(413, 1022);
            assertThat(reply.header("connection")).isEqualTo("close");
            assertThat(connection.isEnded()).isTrue();
        }
        if (line.endsWith("/")) {
            api.get(whole.substring("DELETE /client/v4".length())).assertSuccess();
        }
    }

    @Test
    void hangsUpOnACallThatItDoesNotLetIn() throws Exception {
        try (KeptConnection connection = new KeptConnection(api.address())) {
            String request =
                    RawHttp.head(
                            "DELETE /client/v4/accounts/" + NOBODY + " HTTP/1.1",
                            "Authorization: Bearer wrong",
                            "Content-Length: " + MOST);
            Reply reply = connection.exchange(request + "{".repeat(MOST));
            reply.assertFailure(403, 9109);
            assertThat(reply.header("connection")).isEqualTo("close");
            assertThat(connection.isEnded()).isTrue();
        }
    }

    private static String body(int bytes) {
        return "Content-Type: application/json\r\nContent-Length: "
                + bytes
                + "\r\n\r\n"
                + "{".repeat(bytes);
    }

    private static String request(String line, String headersAndBody) {
        String head = RawHttp.head(line + " HTTP/1.1", api.authorization());
        return head.substring(0, head.length() - 2) + headersAndBody;
    }
}

package dev.keyferry.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.server.http.limit.FailedAuthentications;
import dev.keyferry.server.http.parts.ApiFixture;
import dev.keyferry.server.http.parts.RawHttp;
import dev.keyferry.server.http.parts.Reply;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticationTest {
    private static final String ACCOUNTS = "/client/v4/accounts";
    private static final String POST = "POST " + ACCOUNTS + " HTTP/1.1";

    private static ApiFixture api;

    @BeforeAll
    static void start() throws Exception {
        api = ApiFixture.start();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void asksForCredentials() throws Exception {
        send().assertFailure(400, 9106);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Bearer a b",
                "Bearer a,b",
                "Bearer =",
                "Bearer \u00e4",
                "Basic dXNlcjpwYXNz",
                "Token abc",
                "abc"
            })
    void namesAHeaderThatBreaksItsSyntax(String value) throws Exception {
        Reply reply = send("Authorization: " + value + "").assertFailure(400, 6003);
        assertThat(chainedCode(reply)).isEqualTo(6111);
    }

    @Test
    void refusesTwoAuthorizationHeaders() throws Exception {
        Reply reply = send(api.authorization(), api.authorization()).assertFailure(400, 6003);
        assertThat(chainedCode(reply)).isEqualTo(6111);
    }

    @Test
    void saysThatTheLegacyKeyIsNotAccepted() throws Exception {
        Reply reply =
                send("X-Auth-Email: a@example.org", "X-Auth-Key: 0123").assertFailure(400, 6003);
        assertThat(chainedCode(reply)).isEqualTo(6103);
        assertThat(reply.body()).contains("API token");
    }

    @Test
    void refusesAnUnknownTokenWithoutQuotingIt() throws Exception {
        Reply reply = send("Authorization: Bearer unknown-secret").assertFailure(403, 9109);
        assertThat(reply.body()).doesNotContain("unknown-secret");
    }

    @Test
    void takesTheSchemeInAnyCase() throws Exception {
        send(api.authorization().replace("Bearer", "bEARER")).assertSuccess();
    }

    @Test
    void throttlesUnknownTokensButNeverAGoodOne() throws Exception {
        try (ApiFixture own = ApiFixture.start()) {
            for (int i = 0; i < FailedAuthentications.MAX_FAILURES; i++) {
                send(own, "Authorization: Bearer wrong").assertFailure(403, 9109);
            }
            Reply reply = send(own, "Authorization: Bearer wrong").assertFailure(429, 971);
            assertThat(Integer.parseInt(reply.header("retry-after"))).isBetween(1, 60);
            send(own, own.authorization()).assertSuccess();
        }
    }

    @Test
    void judgesCredentialsBeforeAByteOfTheBodyIsThere() throws Exception {
        try (Socket socket = RawHttp.connect(api.address())) {
            RawHttp.send(
                    socket,
                    RawHttp.head(POST, "Authorization: Bearer wrong", "Content-Length: 4000000"));
            RawHttp.read(socket).assertDescribed("POST", ACCOUNTS).assertFailure(403, 9109);
        }
    }

    @Test
    void doesNotAskForTheBodyOfAStranger() throws Exception {
        try (Socket socket = RawHttp.connect(api.address())) {
            RawHttp.send(
                    socket,
                    RawHttp.head(
                            POST,
                            "Authorization: Bearer wrong",
                            "Expect: 100-continue",
                            "Content-Length: 40"));
            byte[] start = socket.getInputStream().readNBytes(12);
            assertThat(new String(start, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 403");
        }
    }

    @Test
    void letsASenderOfARefusedBodyReadTheAnswer() throws Exception {
        String head = RawHttp.head(POST, "Authorization: Bearer wrong", "Content-Length: 3000000");
        RawHttp.exchange(api.address(), head + "x".repeat(3_000_000)).assertFailure(403, 9109);
    }

    @Test
    void verifiesAToken() throws Exception {
        Reply reply = api.get("/user/tokens/verify").assertSuccess();
        assertThat(reply.messageCodes()).containsExactly(10000);
        assertThat(reply.result().path("status").asString()).isEqualTo("active");
        assertThat(reply.result().path("id").asString()).matches("[0-9a-f]{32}");
    }

    private static Reply send(String... headers) throws IOException {
        return send(api, headers);
    }

    private static Reply send(ApiFixture to, String... headers) throws IOException {
        return RawHttp.exchange(
                to.address(), RawHttp.head("GET /client/v4/user/tokens/verify HTTP/1.1", headers));
    }

    private static int chainedCode(Reply reply) {
        return reply.json().path("errors").path(0).path("error_chain").path(0).path("code").asInt();
    }
}

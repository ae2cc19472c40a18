package dev.keyferry.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.server.http.parts.ApiFixture;
import dev.keyferry.server.http.parts.RawHttp;
import dev.keyferry.server.http.parts.Reply;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingTest {
    private static final String ID = "0123456789abcdef0123456789abcdef";

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
    @ValueSource(
            strings = {
                "/",
                "/x",
                "/accounts/",
                "/user",
                "/accounts/" + ID + "/magic",
                "/accounts/" + ID + "/magic/ipsec_tunnels/",
                "/accounts/" + ID + "/magic/ipsec_tunnels/" + ID + "/psk",
                "/ACCOUNTS",
                "/accounts;x=y",
                "/accounts/%20/x"
            })
    void leadsNowhereElse(String path) throws Exception {
        api.get(path).assertFailure(404, 7003, 7000);
    }

    @Test
    void leadsNowhereOutsideItsBase() throws Exception {
        for (String path :
                new String[] {"/client", "/client/v4", "/client/v5/accounts", "/metrics/"}) {
            RawHttp.exchange(
                            api.address(),
                            RawHttp.head("GET " + path + " HTTP/1.1", api.authorization()))
                    .assertFailure(404, 7003, 7000);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PUT,/accounts,'GET, HEAD, POST'",
        "OPTIONS,/accounts,'GET, HEAD, POST'",
        "TRACE,/accounts,'GET, HEAD, POST'",
        "PATCH,/accounts/" + ID + ",'DELETE, GET, HEAD, PUT'",
        "BREW,/user/tokens/verify,'DELETE, GET, HEAD, PUT'",
        "POST,/accounts/" + ID + "/magic/ipsec_tunnels/" + ID + ",'DELETE, GET, HEAD, PUT'",
        "PATCH,/accounts/" + ID + "/magic/ipsec_tunnels/psk,'DELETE, GET, HEAD, POST, PUT'",
        "GET,/accounts/" + ID + "/magic/ipsec_tunnels/" + ID + "/psk_generate,POST",
    })
    void namesTheMethodsThatAPathHas(String method, String path, String allow) throws Exception {
        Reply reply =
                RawHttp.exchange(
                        api.address(),
                        RawHttp.head(
                                method + " /client/v4" + path + " HTTP/1.1",
                                "Accept: text/html",
                                api.authorization()));
        reply.assertFailure(405, 19405);
        assertThat(Arrays.stream(reply.header("allow").split(", ")).sorted())
                .containsExactly(allow.split(", "));
    }

    @Test
    void takesNoOtherMethodFromAHeader() throws Exception {
        String tunnels = "/accounts/" + api.createAccount("Acme") + "/magic/ipsec_tunnels";
        String tunnel = tunnels + "/" + api.createTunnel(tunnels, "berlin");
        Reply reply =
                RawHttp.exchange(
                        api.address(),
                        RawHttp.head(
                                "GET /client/v4" + tunnel + " HTTP/1.1",
                                OneMethod.OVERRIDE + ": DELETE",
                                api.authorization()));
        reply.assertSuccess();
        assertThat(reply.result().has("ipsec_tunnel")).isTrue();
        api.get(tunnel).assertSuccess();
    }

    @Test
    void answersHeadLikeGetWithoutABody() throws Exception {
        for (String path : new String[] {"/accounts", "/accounts/" + ID}) {
            int status = api.get(path).status();
            try (Socket socket = RawHttp.connect(api.address())) {
                RawHttp.send(
                        socket,
                        RawHttp.head(
                                "HEAD /client/v4" + path + " HTTP/1.1",
                                "Connection: close",
                                api.authorization()));
                String all =
                        new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(all).startsWith("HTTP/1.1 " + status).endsWith("\r\n\r\n");
            }
        }
    }

    @Test
    void neverUpgradesAConnection() throws Exception {
        RawHttp.exchange(
                        api.address(),
                        RawHttp.head(
                                "GET /client/v4/accounts HTTP/1.1",
                                "Connection: Upgrade",
                                "Upgrade: websocket",
                                "Sec-WebSocket-Version: 13",
                                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                                api.authorization()))
                .assertSuccess();
    }

    @Test
    void namesEveryRequestDifferently() throws Exception {
        assertThat(api.get("/accounts").header("x-request-id"))
                .isNotEqualTo(api.get("/accounts").header("x-request-id"));
    }
}

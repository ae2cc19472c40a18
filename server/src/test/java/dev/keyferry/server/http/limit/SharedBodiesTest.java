package dev.keyferry.server.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.http.parts.ApiFixture;
import dev.keyferry.server.http.parts.RawHttp;
import dev.keyferry.server.http.parts.Reply;
import dev.keyferry.server.http.parts.TokenClient;
import dev.keyferry.server.http.parts.TokenJsons;
import dev.keyferry.server.http.request.RequestBody;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left to others where one token's calls send long bodies and do not end them. */
class SharedBodiesTest {
    private static final int FULL_SHARE =
            RequestBody.MAX_BYTES_OF_ACTOR / (int) RequestBody.MAX_BYTES;
    private static final String ALL_BUT_THE_END = "{" + " ".repeat((int) RequestBody.MAX_BYTES - 2);
    private static final String NO_KEYS = "{\"psks\":[]}";

    private static ApiFixture api;
    private static String account;
    private static String tunnel;
    private static String token;
    private static TokenClient greedy;

    private final List<Socket> sockets = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        api = ApiFixture.start();
        account = "/accounts/" + api.createAccount("Acme");
        tunnel = api.createTunnel(account + "/magic/ipsec_tunnels", "t");
        TokenJsons.Made made =
                TokenJsons.make(
                        api,
                        TokenJsons.token(
                                TokenJsons.allow(TokenJsons.everything(), Permission.values())));
        greedy = made.client();
        token = made.path();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @AfterEach
    void disconnect() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void aLengthThatIsOnlyDeclaredTakesNothingFromAnybody() throws Exception {
        int most = RequestBody.MAX_BYTES_OF_ALL / (int) RequestBody.MAX_BYTES;
        for (int i = 0; i <= most; i++) {
            hold("POST", bulk(), "{");
        }
        set(greedy).assertFailure(400, 1022);
        api.post(bulk(), NO_KEYS).assertFailure(400, 1022);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /accounts",
                "PUT {account}",
                "POST /user/tokens",
                "PUT {token}",
                "POST {account}/tokens",
                "POST {account}/magic/ipsec_tunnels",
                "PUT {account}/magic/ipsec_tunnels",
                "PUT {account}/magic/ipsec_tunnels/{tunnel}",
                "POST {account}/magic/ipsec_tunnels/psk"
            })
    void oneTokenTakesItsShareAndNoMore(String call) throws Exception {
        String[] parts =
                call.replace("{account}", account)
                        .replace("{tunnel}", tunnel)
                        .replace("{token}", token)
                        .split(" ", 2);
        for (int i = 0; i < FULL_SHARE; i++) {
            hold(parts[0], parts[1], ALL_BUT_THE_END);
        }
        Awaitility.await().until(() -> set(greedy).status() == 429);
        Reply refused = set(greedy).assertFailure(429, 971);
        assertThat(refused.header("retry-after")).isEqualTo("1");
        api.post(bulk(), NO_KEYS).assertFailure(400, 1022);

        disconnect();
        Awaitility.await().until(() -> set(greedy).status() == 400);
    }

    private void hold(String method, String path, String body) throws IOException {
        Socket socket = RawHttp.connect(api.address());
        sockets.add(socket);
        RawHttp.send(
                socket,
                RawHttp.head(
                                method + " /client/v4" + path + " HTTP/1.1",
                                "Authorization: Bearer " + greedy.token(),
                                "Content-Type: application/json",
                                "Content-Length: " + RequestBody.MAX_BYTES)
                        + body);
    }

    private static Reply set(TokenClient client) throws IOException, InterruptedException {
        return client.send("POST", bulk(), NO_KEYS);
    }

    private static String bulk() {
        return account + "/magic/ipsec_tunnels/psk";
    }
}

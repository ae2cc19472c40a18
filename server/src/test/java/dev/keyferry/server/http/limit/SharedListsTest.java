package dev.keyferry.server.http.limit;

import static java.util.stream.Collectors.joining;

import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.http.parts.ApiFixture;
import dev.keyferry.server.http.parts.RawHttp;
import dev.keyferry.server.http.parts.TokenClient;
import dev.keyferry.server.http.parts.TokenJsons;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Lists whose answers nobody takes. */
class SharedListsTest {
    /** What one token may have under way. */
    private static final int MOST = 4;

    /** More than the buffers between two sockets hold. */
    private static final int TUNNELS = 10_000;

    @Test
    void oneTokenHasSoManyListsUnderWayAndLeavesOthersTheirs() throws Exception {
        try (ApiFixture api = ApiFixture.start()) {
            String tunnels = "/accounts/" + api.createAccount("Acme") + "/magic/ipsec_tunnels";
            for (int i = 0; i < 2; i++) {
                api.post(tunnels, tunnels(i * TUNNELS, TUNNELS)).assertSuccess();
            }
            String empty = "/accounts/" + api.createAccount("empty") + "/magic/ipsec_tunnels";
            String all = TokenJsons.allow(TokenJsons.everything(), Permission.MAGIC_WAN_READ);
            TokenClient greedy = TokenJsons.make(api, TokenJsons.token(all)).client();
            List<Socket> sockets = new ArrayList<>();
            for (int i = 0; i < MOST; i++) {
                Socket socket = RawHttp.connect(api.address());
                sockets.add(socket);
                RawHttp.send(
                        socket,
                        RawHttp.head(
                                "GET /client/v4" + tunnels + " HTTP/1.1",
                                "Authorization: Bearer " + greedy.token()));
            }

            Awaitility.await().until(() -> greedy.get(empty).status() == 429);
            greedy.get(empty).assertFailure(429, 971);
            api.get(empty).assertSuccess();

            for (Socket socket : sockets) {
                socket.close();
            }
            Awaitility.await().until(() -> greedy.get(empty).status() == 200);
        }
    }

    private static String tunnels(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i ->
                        "{\"name\":\"t%d\",\"cloudflare_endpoint\":\"203.0.113.1\",\"interface_address\":\"10.0.0.0/31\"}"
                                .formatted(i))
                .collect(joining(",", "{\"ipsec_tunnels\":[", "]}"));
    }
}

package dev.keyferry.server.http.handler;

import static dev.keyferry.server.http.parts.TokenJsons.account;
import static dev.keyferry.server.http.parts.TokenJsons.allow;
import static dev.keyferry.server.http.parts.TokenJsons.deny;
import static dev.keyferry.server.http.parts.TokenJsons.make;
import static dev.keyferry.server.http.parts.TokenJsons.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.http.parts.ApiFixture;
import dev.keyferry.server.http.parts.RawHttp;
import dev.keyferry.server.http.parts.Reply;
import dev.keyferry.server.http.parts.TokenJsons.Made;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A token that changes while a request of its holder is under way sets no key any more. */
class ChangedTokenTest {
    private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

    private ApiFixture api;
    private String account;
    private String tunnels;
    private String tunnel;
    private Made made;

    @BeforeEach
    void start() throws Exception {
        api = ApiFixture.start();
        account = api.createAccount("a");
        tunnels = "/accounts/" + account + "/magic/ipsec_tunnels";
        tunnel = api.createTunnel(tunnels, "t");
        made = make(api, token(allow(account(account), Permission.MAGIC_WAN_WRITE)));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void unchangedTokenSetsTheKey() throws Exception {
        assertThat(setKey(() -> {}).status()).isEqualTo(200);
        assertThat(hasKey()).isTrue();
    }

    @Test
    void deletedTokenSetsNoKey() throws Exception {
        assertRefused(setKey(() -> api.send("DELETE", made.path()).assertSuccess()));
    }

    @Test
    void rolledTokenSetsNoKey() throws Exception {
        assertRefused(setKey(() -> api.send("PUT", made.path() + "/value", "{}").assertSuccess()));
    }

    @Test
    void narrowedTokenSetsNoKey() throws Exception {
        String narrower =
                token(
                        allow(account(account), Permission.MAGIC_WAN_WRITE),
                        deny(account(account), Permission.PSK_SET));
        assertRefused(setKey(() -> api.send("PUT", made.path(), narrower).assertSuccess()));
    }

    private interface Meanwhile {
        void run() throws Exception;
    }

    /** Sends a call whose body comes only after what happens meanwhile. */
    private Reply setKey(Meanwhile meanwhile) throws Exception {
        String body =
                "{\"psks\":[{\"id\":\"%s\",\"psk\":\"a-good-key-of-the-test-8271\"}]}"
                        .formatted(tunnel);
        try (Socket socket = RawHttp.connect(api.address())) {
            RawHttp.send(
                    socket,
                    RawHttp.head(
                            "POST /client/v4" + tunnels + "/psk HTTP/1.1",
                            "Authorization: Bearer " + made.client().token(),
                            "Content-Type: application/json",
                            "Content-Length: " + body.length(),
                            "Expect: 100-continue"));
            // The server asks for the body once the token has let the call in.
            byte[] asked = socket.getInputStream().readNBytes(CONTINUE.length());
            assertThat(new String(asked, StandardCharsets.US_ASCII)).isEqualTo(CONTINUE);
            meanwhile.run();
            RawHttp.send(socket, body);
            return RawHttp.read(socket);
        }
    }

    private void assertRefused(Reply reply) throws Exception {
        reply.assertFailure(403, 9109);
        assertThat(hasKey()).isFalse();
    }

    private boolean hasKey() throws Exception {
        return api.get(tunnels + "/" + tunnel)
                .assertSuccess()
                .result()
                .at("/ipsec_tunnel/psk_metadata")
                .has("last_generated_on");
    }
}

package dev.keyferry.server.http.handler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.server.http.parts.ApiFixture;
import dev.keyferry.server.http.parts.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RemovePskTest {
    private static final String NOBODY = "0123456789abcdef0123456789abcdef";
    private static final String KEY = "Marker-Rv4m-81Qz-kT7w-Xe2p";
    private static final String OTHER_KEY = "Marker-c6Hn-Lw39-bY5s-Jd8f";

    private static ApiFixture api;
    private String account = "";
    private String tunnel = "";

    @BeforeAll
    static void start() throws Exception {
        api = ApiFixture.start();
    }

    @BeforeEach
    void createTunnel() throws Exception {
        account = "/accounts/" + api.createAccount("Acme");
        tunnel = api.createTunnel(account + "/magic/ipsec_tunnels", "berlin");
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void removesTheKeyOnceAndTheTunnelStays() throws Exception {
        set(KEY);
        Reply removed = remove("").assertSuccess();
        assertThat(removed.result().path("removed").asBoolean()).isTrue();
        assertThat(removed.result().path("version").asLong()).isEqualTo(2);
        assertThat(shown().path("psk_metadata")).isEmpty();
        assertThat(shown().has("keyferry")).isFalse();

        Reply again = remove("").assertSuccess();
        assertThat(again.result().path("removed").asBoolean()).isFalse();
        assertThat(again.result().path("version").asLong()).isEqualTo(2);
    }

    @Test
    void theNextKeyHasALaterVersionThanTheEndOfTheLast() throws Exception {
        assertThat(set(KEY)).isEqualTo(1);
        remove("").assertSuccess();
        assertThat(set(OTHER_KEY)).isEqualTo(3);
        assertThat(remove("").assertSuccess().result().path("version").asLong()).isEqualTo(4);
        assertThat(set(KEY)).as("the same key as long ago is a new one").isEqualTo(5);
    }

    @Test
    void anUpdateDoesNotPutTheRemovedKeyBack() throws Exception {
        set(KEY);
        remove("").assertSuccess();
        String path = account + "/magic/ipsec_tunnels/" + tunnel;
        api.send("PUT", path, "{\"psk\":\"" + KEY + "\"}").assertFailure(409, 19409);
        api.send("PUT", path, "{\"psk\":\"" + OTHER_KEY + "\"}").assertSuccess();
    }

    @Test
    void saysWhereThereWasNoKey() throws Exception {
        Reply nothing = remove("").assertSuccess();
        assertThat(nothing.result().path("removed").asBoolean()).isFalse();
        assertThat(nothing.result().has("version")).isFalse();
    }

    @Test
    void removesNothingInADryRun() throws Exception {
        set(KEY);
        Reply dry = remove("?validate_only=true").assertSuccess();
        assertThat(dry.result().path("removed").asBoolean()).isFalse();
        assertThat(shown().at("/keyferry/psk/version").asLong()).isEqualTo(1);
        api.send("DELETE", account + "/keyferry/psks/" + NOBODY + "?validate_only=true")
                .assertFailure(404, 1032);
    }

    @Test
    void knowsNoTunnelOfAnotherAccount() throws Exception {
        set(KEY);
        String other = "/accounts/" + api.createAccount("Other");
        api.send("DELETE", other + "/keyferry/psks/" + tunnel).assertFailure(404, 1032);
        assertThat(shown().at("/keyferry/psk/version").asLong()).isEqualTo(1);
    }

    private Reply remove(String query) throws Exception {
        return api.send("DELETE", account + "/keyferry/psks/" + tunnel + query);
    }

    private JsonNode shown() throws Exception {
        return api.get(account + "/magic/ipsec_tunnels/" + tunnel)
                .assertSuccess()
                .result()
                .path("ipsec_tunnel");
    }

    /** Sets the tunnel's key and returns its version. */
    private long set(String key) throws Exception {
        return api.post(
                        account + "/magic/ipsec_tunnels/psk",
                        "{\"psks\":[{\"id\":\"%s\",\"psk\":\"%s\"}]}".formatted(tunnel, key))
                .assertSuccess()
                .result()
                .at("/successfully_applied_psks/" + tunnel + "/keyferry/version")
                .asLong();
    }
}

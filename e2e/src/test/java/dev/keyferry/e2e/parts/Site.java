package dev.keyferry.e2e.parts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.lab.Gateway;
import dev.keyferry.lab.Lab;
import dev.keyferry.lab.LabTunnel;
import dev.keyferry.lab.Router;
import dev.keyferry.lab.charon.CharonOptions;
import dev.keyferry.lab.charon.IkeId;
import dev.keyferry.lab.charon.IkeSa;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** One customer's site: a router, its tunnel to the lab's gateway, and the account it is in. */
public final class Site {
    private static final Duration ATTEMPT = Duration.ofSeconds(5);

    private final Gateway gateway;
    private final Router router;
    private Optional<LabTunnel> path = Optional.empty();
    private String account = "";
    private String tunnel = "";

    private Site(Gateway gateway, Router router) {
        this.gateway = gateway;
        this.router = router;
    }

    public static Site open(Lab lab) {
        return new Site(lab.addGateway("gw"), lab.addRouter("r1", CharonOptions.stock()));
    }

    /** Another customer's site, at the same gateway. */
    public Site beside(Lab lab, String router) {
        return new Site(gateway, lab.addRouter(router, CharonOptions.stock()));
    }

    public Gateway gateway() {
        return gateway;
    }

    public Path gatewaySocket() {
        return gateway.socket();
    }

    public String account() {
        return account;
    }

    public String tunnel() {
        return tunnel;
    }

    /** Creates account and tunnel, and loads the operator's connection for it. */
    public void createTunnel(Api api) {
        String owner = api.createAccount("acme");
        JsonNode created = api.createTunnel(owner, "acme-ber", gateway.host().internetAddress(), 1);
        join(
                owner,
                created.path("id").asString(),
                created.path("remote_identities").path("hex_id").asString());
    }

    /**
     * Takes a tunnel that is there already, and loads the operator's connection for it.
     *
     * @param hexId the key id of its IKE identity, in hexadecimal
     */
    public void join(String ofAccount, String itsTunnel, String hexId) {
        account = ofAccount;
        tunnel = itsTunnel;
        byte[] keyId = HexFormat.of().parseHex(hexId);
        LabTunnel between =
                LabTunnel.between(
                        gateway,
                        router,
                        IkeId.ipv4(gateway.host().internetAddress()),
                        IkeId.keyId(new String(keyId, StandardCharsets.US_ASCII)));
        path = Optional.of(between);
        gateway.load(between);
    }

    /** Loads the operator's connection again, after its charon started anew. */
    public void loadConnection() {
        gateway.load(path.orElseThrow());
    }

    /** Sets the tunnel's key and returns the state that the answer tells. */
    public String set(Api api, String key) {
        return setAndAnswer(api, key).state(tunnel);
    }

    public Api.Answer setAndAnswer(Api api, String key) {
        Api.Answer answer = api.setPsks(account, Map.of(tunnel, key));
        assertThat(answer.status()).isEqualTo(200);
        return answer;
    }

    /** Whether a router with this key gets the tunnel up. */
    public boolean accepts(String key) {
        router.load(path.orElseThrow(), key.getBytes(StandardCharsets.US_ASCII));
        boolean isUp = router.initiate(path.orElseThrow(), ATTEMPT).isUp();
        router.terminate(path.orElseThrow());
        return isUp;
    }

    /** Gets the tunnel up with this key, and leaves it so. */
    public boolean bringUp(String key) {
        router.load(path.orElseThrow(), key.getBytes(StandardCharsets.US_ASCII));
        return router.initiate(path.orElseThrow(), ATTEMPT).isUp();
    }

    public String routerAddress() {
        return router.host().internetAddress();
    }

    /** Whether anybody is in, by the gateway's word. */
    public boolean gatewayHasSa() {
        return gateway.charon().client().sas().stream().anyMatch(IkeSa::isEstablished);
    }

    public List<String> secretIds() {
        return gateway.charon().client().secretIds();
    }
}

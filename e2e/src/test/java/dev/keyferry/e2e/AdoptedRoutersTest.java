package dev.keyferry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.e2e.parts.Api;
import dev.keyferry.e2e.parts.Keys;
import dev.keyferry.e2e.parts.ServeProcess;
import dev.keyferry.lab.Gateway;
import dev.keyferry.lab.Lab;
import dev.keyferry.lab.LabTunnel;
import dev.keyferry.lab.Router;
import dev.keyferry.lab.charon.CharonOptions;
import dev.keyferry.lab.charon.IkeId;
import dev.keyferry.lab.space.DataPath;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Routers that cannot be changed come up with the names that they have, from the API to a charon.
 */
class AdoptedRoutersTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final IkeId GATEWAY = IkeId.fqdn("gw.example");
    private static final Duration ATTEMPT = Duration.ofSeconds(5);
    private static final String ELSEWHERE = "203.0.113.77";

    @TempDir private Path directory;
    private Lab lab;
    private Gateway gateway;
    private Router router;
    private ServeProcess serve;
    private Api api;
    private String account;

    @BeforeEach
    void start() {
        lab = Lab.open(DataPath.IKE_ONLY);
        gateway = lab.addGateway("gw");
        router = lab.addRouter("r1", CharonOptions.stock());
        // A gateway tells the names that it finds when it starts at once, later ones in 30 seconds.
        gateway.load(
                LabTunnel.between(gateway, router, GATEWAY, IkeId.keyId("nobody"))
                        .withName("operators"));
        serve = ServeProcess.start(directory.resolve("data"), gateway.socket());
        api = serve.api();
        account = api.createAccount("acme");
    }

    @AfterEach
    void stop() {
        serve.close();
        lab.close();
    }

    @Test
    void routersComeUpWithTheNamesThatTheyHave() {
        Map<IkeId, ObjectNode> forms =
                Map.of(
                        IkeId.ipv4("10.9.8.7"), identity("ipv4", "10.9.8.7"),
                        IkeId.fqdn("Branch-7.example"), identity("fqdn", "branch-7.example"),
                        IkeId.email("vpn@branch.example"), identity("email", "vpn@branch.example"),
                        IkeId.keyId("branch 7"), identity("keyid", "#6272616e63682037"),
                        name("CN=Branch 7,O=Acme"), identity("dn", "CN=Branch 7,O=Acme"));

        forms.forEach((id, identity) -> {
            ObjectNode body = body("t-" + identity.path("type").asString());
            assertUp(id, with(body, identity));
        });
    }

    @Test
    void routerComesUpWithACustomFqdn() {
        String number = numberOf(created(body("first")));
        String fqdn = "branch." + number + ".custom.ipsec.keyferry.internal";
        ObjectNode body = body("custom");
        body.putObject("custom_remote_identities").put("fqdn_id", fqdn);

        assertUp(IkeId.fqdn(fqdn), body);
    }

    @Test
    void whatIsAnothersOrTheGatewaysOwnIsRefused() {
        JsonNode victim = created(body("victim"));
        created(with(body("adopted"), identity("fqdn", "branch.example")));
        List<String> loaded = gateway.charon().client().secretIds();

        refused(identity("keyid", keyId(victim)));
        refused(identity("fqdn", "BRANCH.example"));
        refused(identity("fqdn", "gw.example"));
        refused(identity("keyid", "GW.example"));
        refused(identity("ipv4", gateway.host().internetAddress()));
        refused(identity("keyid", gateway.host().internetAddress()));
        refused(identity("ipv4", ELSEWHERE));

        assertThat(gateway.charon().client().secretIds()).isEqualTo(loaded);
    }

    private void refused(ObjectNode identity) {
        ObjectNode body = with(body("squatter"), identity);
        body.put("cloudflare_endpoint", ELSEWHERE);
        Api.Answer answer = api.createTunnel(account, body);

        assertThat(answer.status()).as(identity.toString()).isEqualTo(400);
        JsonNode error = answer.body().path("errors").path(0);
        assertThat(error.path("code").asInt()).isEqualTo(1022);
        assertThat(error.path("source").path("pointer").asString())
                .isEqualTo("/keyferry/identities");
    }

    private void assertUp(IkeId routerId, ObjectNode body) {
        String key = body.path("psk").asString();
        LabTunnel tunnel =
                LabTunnel.between(gateway, router, GATEWAY, routerId)
                        .withName(body.path("name").asString());
        gateway.load(tunnel);
        JsonNode created = created(body);
        assertThat(created.path("keyferry").path("psk").path("state").asString())
                .isEqualTo("loaded");

        router.load(tunnel, Keys.fresh().getBytes(StandardCharsets.UTF_8));
        assertThat(router.initiate(tunnel, ATTEMPT).isUp()).as("%s, wrong key", body).isFalse();
        router.load(tunnel, key.getBytes(StandardCharsets.UTF_8));
        assertThat(router.initiate(tunnel, ATTEMPT).isUp()).as("%s", routerId).isTrue();
        router.terminate(tunnel);
    }

    private JsonNode created(ObjectNode body) {
        Api.Answer answer = api.createTunnel(account, body);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.result();
    }

    private ObjectNode body(String name) {
        return JSON.createObjectNode()
                .put("name", name)
                .put("cloudflare_endpoint", gateway.host().internetAddress())
                .put("interface_address", "10.0.1.0/31")
                .put("psk", Keys.fresh());
    }

    private static ObjectNode with(ObjectNode body, ObjectNode identity) {
        body.putObject("keyferry").putArray("identities").add(identity);
        return body;
    }

    private static ObjectNode identity(String type, String value) {
        return JSON.createObjectNode().put("type", type).put("value", value);
    }

    private static IkeId name(String text) {
        return new IkeId(
                "asn1dn:#" + HexFormat.of().formatHex(new X500Principal(text).getEncoded()));
    }

    private static String keyId(JsonNode tunnel) {
        byte[] keyId =
                HexFormat.of().parseHex(tunnel.path("remote_identities").path("hex_id").asString());
        return new String(keyId, StandardCharsets.US_ASCII);
    }

    private static String numberOf(JsonNode tunnel) {
        String keyId = keyId(tunnel);
        return keyId.substring(0, keyId.indexOf('_'));
    }
}

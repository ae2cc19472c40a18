package dev.keyferry.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.app.serve.CharonSocket;
import dev.keyferry.app.serve.ServeOptions;
import dev.keyferry.app.serve.Serving;
import dev.keyferry.app.settings.Settings;
import dev.keyferry.lab.Gateway;
import dev.keyferry.lab.Lab;
import dev.keyferry.lab.LabTunnel;
import dev.keyferry.lab.Router;
import dev.keyferry.lab.charon.CharonOptions;
import dev.keyferry.lab.charon.IkeId;
import dev.keyferry.lab.charon.Initiation;
import dev.keyferry.lab.space.DataPath;
import dev.keyferry.server.http.ListenAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the command prints for the gateway, loaded by swanctl into a real charon. */
class TunnelConnectionTest {
    private static final Duration SOON = Duration.ofSeconds(8);
    private static final String LOCAL_ID = "vpn.example.net";

    @TempDir private Path directory;
    private final Map<String, String> environment = new HashMap<>();
    private final Lab lab = Lab.open(DataPath.ESP);
    private final Gateway gateway = lab.addGateway("gateway");
    private final Router router = lab.addRouter("router", CharonOptions.stock());
    private Serving serving;

    @BeforeEach
    void serve() throws InterruptedException {
        Path data = directory.resolve("data");
        serving =
                Serving.start(
                        new ServeOptions(
                                data,
                                ListenAddress.parse("127.0.0.1:0"),
                                Optional.of(new CharonSocket(gateway.socket())),
                                Settings.DEFAULT));
        environment.put("KEYFERRY_URL", serving.base().toString());
        environment.put("KEYFERRY_TOKEN_FILE", data.resolve("admin.token").toString());
    }

    @AfterEach
    void stop() {
        serving.close();
        lab.close();
    }

    @Test
    void theGatewayTakesItAsSafeAndTheRouterComesUpByEachIdentity() throws IOException {
        run("", "account", "create", "one");
        JsonNode keyId = createTunnel("by-keyid", 0);
        JsonNode fqdn = createTunnel("by.fqdn", 2);
        JsonNode email = createTunnel("by-email", 4);
        load(
                connection("by-keyid", "keyid")
                        + connection("by.fqdn", "fqdn")
                        + connection("by-email", "email", "--local-id", LOCAL_ID));

        Invocation set =
                run(
                        "tunnel,psk\nby-keyid,%s\nby.fqdn,%s\nby-email,%s\n"
                                .formatted(key("by-keyid"), key("by.fqdn"), key("by-email")),
                        "psk",
                        "set",
                        "-");

        assertThat(set.exit()).as(set.shown()).isZero();
        IkeId address = IkeId.ipv4(gateway.host().internetAddress());
        JsonNode ids = keyId.path("remote_identities");
        assertUp("by-keyid", address, IkeId.keyId(ascii(ids.path("hex_id").asString())));
        ids = fqdn.path("remote_identities");
        assertUp("by.fqdn", address, IkeId.fqdn(ids.path("fqdn_id").asString()));
        ids = email.path("remote_identities");
        assertUp("by-email", IkeId.fqdn(LOCAL_ID), IkeId.email(ids.path("user_id").asString()));
    }

    @Test
    void storedButNotLoadedIsFour() throws IOException {
        run("", "account", "create", "one");
        createTunnel("a", 0);
        load(
                connection("a", "keyid")
                                .replaceFirst("(?s)(remote \\{.*?id = )\"[^\"]*\"", "$1%any")
                        + connection("a", "keyid")
                                .replaceFirst("version = 2", "version = 1")
                                .replace("    a {", "    b {"));

        Invocation set = run("tunnel,psk\na," + key("a") + "\n", "psk", "set", "-");

        assertThat(set.exit()).as(set.shown()).isEqualTo(4);
        assertThat(set.out()).contains("unsafe-connection");
        assertThat(set.err()).contains("hint: ");
    }

    private void assertUp(String name, IkeId gatewayId, IkeId routerId) {
        LabTunnel tunnel =
                LabTunnel.between(gateway, router, gatewayId, routerId)
                        .withName(name.replace('.', '-'));
        router.load(tunnel, key(name).getBytes(StandardCharsets.US_ASCII));
        assertThat(router.initiate(tunnel, SOON)).isEqualTo(new Initiation.Up());
        router.terminate(tunnel);
    }

    private void load(String connections) throws IOException {
        Files.writeString(directory.resolve("swanctl.conf"), connections);
        assertThat(gateway.charon().swanctl(directory, "--load-all").output())
                .contains("successfully loaded");
    }

    private String connection(String tunnel, String identity, String... options) {
        String[] fixed = {
            "tunnel",
            "connection",
            tunnel,
            "--identity=" + identity,
            "--local-ts=" + gateway.host().protectedAddress() + "/32",
            "--remote-ts=" + router.host().protectedAddress() + "/32"
        };
        return run("", Invocation.join(fixed, options)).out();
    }

    private JsonNode createTunnel(String name, int inner) {
        return new JsonMapper()
                .readTree(
                        run(
                                        "",
                                        "tunnel",
                                        "create",
                                        name,
                                        "--cloudflare-endpoint=" + gateway.host().internetAddress(),
                                        "--interface-address=10.252.0." + inner + "/31",
                                        "--json")
                                .out());
    }

    private Invocation run(String stdin, String... arguments) {
        return Invocation.of(environment, stdin, arguments);
    }

    private static String key(String tunnel) {
        return "Key-of-" + tunnel + "-q8Zr4LwX2m";
    }

    private static String ascii(String hex) {
        return new String(HexFormat.of().parseHex(hex), StandardCharsets.US_ASCII);
    }
}

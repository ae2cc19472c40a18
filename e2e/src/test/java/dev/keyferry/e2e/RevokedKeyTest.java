package dev.keyferry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.e2e.parts.AgentProcess;
import dev.keyferry.e2e.parts.Api;
import dev.keyferry.e2e.parts.Keys;
import dev.keyferry.e2e.parts.RemoteEdge;
import dev.keyferry.e2e.parts.ServeProcess;
import dev.keyferry.e2e.parts.Site;
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
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A customer's access ends at once, and begins again with a new key. */
class RevokedKeyTest {
    private static final String ADDRESS = "203.0.113.9";
    private static final Duration ATTEMPT = Duration.ofSeconds(5);

    @TempDir private Path directory;

    @Test
    void endsTheLiveTunnelBeforeTheCallIsAnsweredAndLetsNobodyBackIn() {
        try (Lab lab = Lab.open(DataPath.ESP)) {
            Site site = Site.open(lab);
            try (ServeProcess serve =
                    ServeProcess.start(directory.resolve("data"), site.gatewaySocket())) {
                Api api = serve.api();
                site.createTunnel(api);
                String key = Keys.fresh();
                assertThat(site.set(api, key)).isEqualTo("loaded");
                assertThat(site.bringUp(key)).isTrue();
                assertThat(site.gatewayHasSa()).isTrue();

                Api.Answer removed = api.removePsk(site.account(), site.tunnel());

                assertThat(site.gatewayHasSa()).isFalse();
                assertThat(site.secretIds()).isEmpty();
                assertThat(removed.result().path("removed").asBoolean()).isTrue();
                assertThat(removed.body().path("messages")).isEmpty();
                assertThat(site.accepts(key)).isFalse();

                String next = Keys.fresh();
                assertThat(site.set(api, next)).isEqualTo("loaded");
                assertThat(site.accepts(next)).isTrue();
                assertThat(site.accepts(key)).isFalse();
            }
        }
    }

    @Test
    void endsTheTunnelOnEveryGatewayOfItsEdgeAndNoOther() throws Exception {
        try (Lab lab = Lab.open(DataPath.IKE_ONLY);
                ServeProcess serve =
                        ServeProcess.start(
                                directory.resolve("data"), List.of("--tls", "127.0.0.1:0"))) {
            Api api = serve.api();
            RemoteEdge edge = RemoteEdge.create(serve, directory, "frankfurt", ADDRESS);
            List<Gateway> gateways = List.of(lab.addGateway("gw1"), lab.addGateway("gw2"));
            String account = api.createAccount("acme");
            Customer leaving = customer(lab, api, account, 1, gateways);
            Customer staying = customer(lab, api, account, 2, gateways);
            try (AgentProcess one = agent(edge, "fra-1", gateways.getFirst());
                    AgentProcess two = agent(edge, "fra-2", gateways.getLast())) {
                one.awaitReady();
                two.awaitReady();
                Api.Answer set =
                        api.setPsks(
                                account,
                                Map.of(
                                        leaving.tunnel(), leaving.key(),
                                        staying.tunnel(), staying.key()));
                assertThat(set.state(leaving.tunnel())).isEqualTo("loaded");
                assertThat(leaving.comesIn()).containsOnly(true);
                assertThat(staying.comesIn()).containsOnly(true);

                Api.Answer removed = api.removePsk(account, leaving.tunnel());

                assertThat(removed.body().path("messages")).isEmpty();
                assertThat(leaving.isUp()).containsOnly(false);
                assertThat(leaving.comesIn()).containsOnly(false);
                assertThat(staying.isUp()).containsOnly(true);
            }
        }
    }

    /** A router with a way to each gateway. */
    private record Customer(Router router, String tunnel, String key, List<LabTunnel> ways) {
        List<Boolean> comesIn() {
            return ways.stream().map(way -> router.initiate(way, ATTEMPT).isUp()).toList();
        }

        List<Boolean> isUp() {
            return ways.stream().map(router::isUp).toList();
        }
    }

    private static Customer customer(
            Lab lab, Api api, String account, int number, List<Gateway> gateways) {
        Router router = lab.addRouter("r" + number, CharonOptions.stock());
        JsonNode made = api.createTunnel(account, "t-" + number, ADDRESS, number);
        byte[] id = HexFormat.of().parseHex(made.at("/remote_identities/hex_id").asString());
        String key = Keys.fresh();
        List<LabTunnel> ways = new ArrayList<>();
        for (Gateway gateway : gateways) {
            LabTunnel way =
                    LabTunnel.between(
                                    gateway,
                                    router,
                                    IkeId.ipv4(gateway.host().internetAddress()),
                                    IkeId.keyId(new String(id, StandardCharsets.US_ASCII)))
                            .withName("way-" + number + "-" + ways.size());
            gateway.load(way);
            router.load(way, key.getBytes(StandardCharsets.US_ASCII));
            ways.add(way);
        }
        return new Customer(router, made.path("id").asString(), key, ways);
    }

    private static AgentProcess agent(RemoteEdge edge, String name, Gateway gateway) {
        return AgentProcess.start(edge.agent(name, edge.enrol(name), gateway.socket()));
    }
}

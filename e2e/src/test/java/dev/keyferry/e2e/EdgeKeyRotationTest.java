package dev.keyferry.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyferry.e2e.parts.AgentProcess;
import dev.keyferry.e2e.parts.Api;
import dev.keyferry.e2e.parts.Keys;
import dev.keyferry.e2e.parts.RemoteEdge;
import dev.keyferry.e2e.parts.ServeProcess;
import dev.keyferry.lab.Gateway;
import dev.keyferry.lab.Lab;
import dev.keyferry.lab.space.DataPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** An edge's key is replaced while its gateways run beside real charons. */
class EdgeKeyRotationTest {
    private static final String ADDRESS = "203.0.113.9";
    private static final Duration AMPLE = Duration.ofSeconds(60);
    private static final int TUNNELS = 3;

    @TempDir Path directory;

    @Test
    void aGatewayWithTheNewKeyAloneLoadsFromAnEmptyCacheWhatWasSetBefore() throws Exception {
        try (Lab lab = Lab.open(DataPath.IKE_ONLY);
                ServeProcess serve = serve(List.of())) {
            RemoteEdge edge = RemoteEdge.create(serve, directory, "frankfurt", ADDRESS);
            Gateway one = lab.addGateway("gw1");
            Gateway two = lab.addGateway("gw2");
            var first = edge.agent("fra-1", edge.enrol("fra-1"), one.socket());
            var second = edge.agent("fra-2", edge.enrol("fra-2"), two.socket());
            Path next = edge.newKey("frankfurt-2");
            List<Path> both = List.of(next, edge.key());
            try (AgentProcess _ = linked(second)) {
                try (AgentProcess _ = linked(first)) {
                    setKeys(serve.api(), ADDRESS);
                    assertBlocked(edge, next);
                }
                try (AgentProcess _ = linked(first.withEdgeKeys(both))) {
                    assertBlocked(edge, next);
                }
            }
            List<String> before = secrets(one);
            assertThat(before).hasSize(TUNNELS);
            try (AgentProcess _ = linked(second.withEdgeKeys(both));
                    AgentProcess _ = linked(first.withEdgeKeys(both))) {
                await().atMost(AMPLE).until(() -> rotated(edge, next));
                await().atMost(AMPLE).until(() -> isRetired(serve.api(), "frankfurt"));
                assertThat(secrets(one)).isEqualTo(before);
                edge.run("edge", "show", "frankfurt");
            }
            try (AgentProcess _ = linked(first.withEdgeKey(next))) {
                await().atMost(AMPLE).until(() -> secrets(one).equals(before));
            }
            Gateway three = lab.addGateway("gw3");
            var fresh = edge.agent("fra-3", edge.enrol("fra-3"), three.socket());
            try (AgentProcess _ = linked(fresh.withEdgeKey(next))) {
                await().atMost(AMPLE).until(() -> secrets(three).size() == TUNNELS);
            }
        }
    }

    @Test
    void aMachineThatBeganAloneGivesTheEmbeddedKeyUpAndTakesGatewaysElsewhere() throws Exception {
        try (Lab lab = Lab.open(DataPath.IKE_ONLY)) {
            Gateway one = lab.addGateway("gw1");
            try (ServeProcess serve = serve(List.of("--charon", "unix://" + one.socket()))) {
                setKeys(serve.api(), "203.0.113.77");
            }
            List<String> before = secrets(one);
            Path embedded = directory.resolve("data/keys/edge-default.key");
            try (ServeProcess serve = serve(List.of())) {
                RemoteEdge edge = RemoteEdge.of(serve, directory, "default");
                Path next = edge.newKey("default");
                edge.run("edge-key", "rotate", "default", "--key", half(next));
                var agent = edge.agent("gw-1", edge.enrol("gw-1"), one.socket());
                try (AgentProcess _ = linked(agent.withEdgeKeys(List.of(next, embedded)))) {
                    await().atMost(AMPLE).until(() -> isRetired(serve.api(), "default"));
                    assertThat(secrets(one)).containsExactlyInAnyOrderElementsOf(before);
                }
                Files.delete(embedded);
            }
            try (ServeProcess serve = serve(List.of())) {
                RemoteEdge edge = RemoteEdge.of(serve, directory, "default");
                Gateway two = lab.addGateway("gw2");
                var elsewhere = edge.agent("gw-2", edge.enrol("gw-2"), two.socket());
                try (AgentProcess _ = linked(elsewhere)) {
                    await().atMost(AMPLE).until(() -> secrets(two).size() == TUNNELS);
                    assertThat(secrets(two)).containsExactlyInAnyOrderElementsOf(before);
                }
            }
        }
    }

    private ServeProcess serve(List<String> more) {
        List<String> arguments = new ArrayList<>(List.of("--tls", "127.0.0.1:0"));
        arguments.addAll(more);
        return ServeProcess.start(directory.resolve("data"), arguments);
    }

    private static AgentProcess linked(AgentProcess.Options options) {
        AgentProcess agent = AgentProcess.start(options);
        agent.awaitReady();
        await().atMost(AMPLE).until(() -> agent.log().contains("linked"));
        return agent;
    }

    private static String half(Path key) {
        return RemoteEdge.publicHalf(key);
    }

    /** A gateway tells what it has soon after it was linked, and not at that very moment. */
    private static boolean rotated(RemoteEdge edge, Path key) {
        return edge.exit("edge-key", "rotate", "frankfurt", "--key", half(key)) == 0;
    }

    private static void assertBlocked(RemoteEdge edge, Path key) {
        assertThat(rotated(edge, key)).isFalse();
        assertThat(edge.log()).contains("have not shown that they have the private half", "fra-2");
    }

    private static boolean isRetired(Api api, String edge) {
        JsonNode shown = api.get("/keyferry/edges/" + edge).result();
        return shown.path("former_keys").path(0).path("state").asString("").equals("retired");
    }

    private static void setKeys(Api api, String address) {
        String account = api.createAccount("acme");
        Map<String, String> keys = new HashMap<>();
        for (int i = 1; i <= TUNNELS; i++) {
            keys.put(
                    api.createTunnel(account, "acme-" + i, address, i).path("id").asString(),
                    Keys.fresh());
        }
        Api.Answer answer = api.setPsks(account, keys);
        keys.keySet().forEach(id -> assertThat(answer.state(id)).isEqualTo("loaded"));
    }

    private static List<String> secrets(Gateway gateway) {
        return gateway.charon().client().secretIds();
    }
}

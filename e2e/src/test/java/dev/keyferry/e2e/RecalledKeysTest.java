package dev.keyferry.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyferry.e2e.parts.AgentProcess;
import dev.keyferry.e2e.parts.Api;
import dev.keyferry.e2e.parts.CommandRun;
import dev.keyferry.e2e.parts.Keys;
import dev.keyferry.e2e.parts.RemoteEdge;
import dev.keyferry.e2e.parts.ServeProcess;
import dev.keyferry.e2e.parts.Site;
import dev.keyferry.lab.Gateway;
import dev.keyferry.lab.Lab;
import dev.keyferry.lab.space.DataPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An older database takes over what gateways hold. */
class RecalledKeysTest {
    private static final Duration AMPLE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir Path directory;

    @Test
    void newerKeysLetRoutersInThroughoutAndARemovedKeyStaysOut() throws Exception {
        try (Lab lab = Lab.open(DataPath.IKE_ONLY)) {
            Site rotated = Site.open(lab);
            Site removed = rotated.beside(lab, "r2");
            String removedKey = Keys.fresh();
            try (ServeProcess serve = serve("--charon", "unix://" + rotated.gatewaySocket())) {
                rotated.createTunnel(serve.api());
                removed.createTunnel(serve.api());
                rotated.set(serve.api(), Keys.fresh());
                removed.set(serve.api(), removedKey);
            }
            backUp();
            String newest = Keys.fresh();
            String created;
            try (ServeProcess serve = serve("--charon", "unix://" + rotated.gatewaySocket())) {
                Api api = serve.api();
                rotated.set(api, Keys.fresh());
                assertThat(rotated.set(api, newest)).isEqualTo("loaded");
                assertThat(api.removePsk(removed.account(), removed.tunnel()).status())
                        .isEqualTo(200);
                created = createdWithKey(api, rotated);
            }
            restore();

            assertThat(verdicts(recover("plan", "--json")))
                    .containsExactlyInAnyOrderEntriesOf(
                            Map.of(
                                    rotated.tunnel(),
                                    "newer-key",
                                    removed.tunnel(),
                                    "removed",
                                    created,
                                    "unknown-tunnel"));
            assertThat(rotated.accepts(newest)).isTrue();
            CommandRun applied = recover("apply", "--prefer", "gateways");

            assertThat(applied.exit()).as(applied.shown()).isEqualTo(1);
            assertThat(applied.shown())
                    .contains(removed.tunnel(), created, "newer-key 1: ", "removed 1: ")
                    .contains("taken from gateways: 2, left as the database has it: 1; --json")
                    .as("nothing is to do about it")
                    .doesNotContain(rotated.tunnel());
            assertThat(rotated.accepts(newest)).isTrue();
            try (ServeProcess serve = serve("--charon", "unix://" + rotated.gatewaySocket())) {
                Api api = serve.api();
                await().atMost(AMPLE).until(() -> areServing(api, 1));
                await().atMost(AMPLE).until(() -> rotated.secretIds().size() == 1);
                assertThat(rotated.accepts(newest)).isTrue();
                assertThat(removed.accepts(removedKey)).isFalse();
                assertThat(psk(api, removed).isMissingNode()).isTrue();
                assertThat(psk(api, rotated).path("version").asLong()).isEqualTo(3);
                assertOnlyALiveCharonHolds(api, rotated);
                assertNextIsAbove(api, rotated, 3);
                assertThat(serve.log()).doesNotContain("record refused");
            }
        }
    }

    @Test
    void gatewayThatLostItsCacheGetsTheKeysThatAnotherOneHeld() throws Exception {
        try (Lab lab = Lab.open(DataPath.IKE_ONLY)) {
            Site site = Site.open(lab);
            Gateway other = lab.addGateway("gw2");
            AgentProcess.Options lost;
            AgentProcess.Options kept;
            String newest = Keys.fresh();
            try (ServeProcess serve = serve("--tls", "127.0.0.1:0")) {
                RemoteEdge edge =
                        RemoteEdge.create(
                                serve,
                                directory,
                                "frankfurt",
                                site.gateway().host().internetAddress());
                lost = edge.agent("fra-1", edge.enrol("fra-1"), site.gatewaySocket());
                kept = edge.agent("fra-2", edge.enrol("fra-2"), other.socket());
                try (AgentProcess _ = linked(lost, serve);
                        AgentProcess _ = linked(kept, serve)) {
                    site.createTunnel(serve.api());
                    await().atMost(AMPLE).until(() -> areServing(serve.api(), 2));
                    assertThat(site.set(serve.api(), Keys.fresh())).isEqualTo("loaded");
                }
            }
            backUp();
            try (ServeProcess serve = serve("--tls", "127.0.0.1:0");
                    AgentProcess _ = linked(lost, serve);
                    AgentProcess _ = linked(kept, serve)) {
                await().atMost(AMPLE).until(() -> areServing(serve.api(), 2));
                assertThat(site.set(serve.api(), newest)).isEqualTo("loaded");
            }
            restore();
            Path copy = directory.resolve("fra-2.cache");
            Files.copy(kept.data().resolve("cache/records.cache"), copy);
            Files.delete(lost.data().resolve("cache/records.cache"));
            site.gateway().charon().stop();
            site.gateway().charon().start();
            site.loadConnection();

            CommandRun applied =
                    recover("apply", "--prefer", "gateways", "--cache", copy.toString());

            assertThat(applied.exit()).as(applied.shown()).isZero();
            try (ServeProcess serve = serve("--tls", "127.0.0.1:0");
                    AgentProcess one = linked(lost, serve);
                    AgentProcess two = linked(kept, serve)) {
                await().atMost(AMPLE).until(() -> areServing(serve.api(), 2));
                await().atMost(AMPLE).until(() -> site.secretIds().size() == 1);
                assertThat(site.accepts(newest)).isTrue();
                assertNextIsAbove(serve.api(), site, 2);
                assertThat(one.log() + two.log()).doesNotContain("record refused");
            }
        }
    }

    private static String createdWithKey(Api api, Site site) {
        String id =
                api.createTunnel(
                                site.account(),
                                "acme-muc",
                                site.gateway().host().internetAddress(),
                                3)
                        .path("id")
                        .asString();
        assertThat(api.setPsks(site.account(), Map.of(id, Keys.fresh())).state(id))
                .isEqualTo("loaded");
        return id;
    }

    private static void assertNextIsAbove(Api api, Site site, long version) {
        String next = Keys.fresh();
        Api.Answer answer = site.setAndAnswer(api, next);
        assertThat(answer.state(site.tunnel())).isEqualTo("loaded");
        assertThat(answer.applied(site.tunnel()).path("keyferry").path("version").asLong())
                .isGreaterThan(version);
        assertThat(site.accepts(next)).isTrue();
    }

    /** The key that was taken over counts as loaded no longer than the charon has it. */
    private static void assertOnlyALiveCharonHolds(Api api, Site site) {
        await().atMost(AMPLE).until(() -> isInState(api, site, "loaded"));
        site.gateway().charon().stop();
        await().atMost(AMPLE).until(() -> isInState(api, site, "stored"));
        site.gateway().charon().start();
        site.loadConnection();
        await().atMost(AMPLE).until(() -> isInState(api, site, "loaded"));
    }

    private static boolean isInState(Api api, Site site, String state) {
        return psk(api, site).path("state").asString("").equals(state);
    }

    private static JsonNode psk(Api api, Site site) {
        return api.tunnel(site.account(), site.tunnel()).result().findPath("keyferry").path("psk");
    }

    private static boolean areServing(Api api, int count) {
        List<String> conditions =
                api.get("/keyferry/gateways")
                        .result()
                        .valueStream()
                        .map(gateway -> gateway.path("condition").asString(""))
                        .toList();
        return conditions.size() == count && conditions.stream().allMatch("serving"::equals);
    }

    private static Map<String, String> verdicts(CommandRun plan) {
        assertThat(plan.exit()).as(plan.shown()).isZero();
        Map<String, String> verdicts = new TreeMap<>();
        JSON.readTree(plan.shown())
                .path("tunnels")
                .forEach(tunnel ->
                        verdicts.put(
                                tunnel.path("tunnel").asString(),
                                tunnel.path("verdict").asString()));
        return verdicts;
    }

    private CommandRun recover(String command, String... more) {
        String[] arguments = new String[4 + more.length];
        arguments[0] = "recover";
        arguments[1] = command;
        arguments[2] = "--data";
        arguments[3] = directory.resolve("data").toString();
        System.arraycopy(more, 0, arguments, 4, more.length);
        return CommandRun.of(arguments);
    }

    private ServeProcess serve(String... options) {
        return ServeProcess.start(directory.resolve("data"), List.of(options));
    }

    private static AgentProcess linked(AgentProcess.Options options, ServeProcess serve) {
        AgentProcess agent = AgentProcess.start(options.withServer(serve.tlsOrigin()));
        agent.awaitReady();
        await().atMost(AMPLE).until(() -> agent.log().contains("linked"));
        return agent;
    }

    private void backUp() throws IOException {
        copy("data/keyferry.db", "backup.db");
    }

    private void restore() throws IOException {
        copy("backup.db", "data/keyferry.db");
    }

    /** The server ended; its log of changes goes with the database. */
    private void copy(String from, String to) throws IOException {
        for (String end : List.of("", "-wal", "-shm")) {
            Path source = directory.resolve(from + end);
            Path target = directory.resolve(to + end);
            Files.deleteIfExists(target);
            if (Files.exists(source)) {
                Files.copy(source, target, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}

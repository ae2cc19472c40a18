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
import dev.keyferry.lab.Lab;
import dev.keyferry.lab.space.DataPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets are lost, and brought back or given up, beside real charons. */
class LostSecretsTest {
    private static final Duration AMPLE = Duration.ofSeconds(60);

    @TempDir Path directory;

    @Test
    void aSingleMachineThatLostItsEdgeKeyTakesKeysAgain() throws Exception {
        try (Lab lab = Lab.open(DataPath.IKE_ONLY)) {
            Site site = Site.open(lab);
            String former = Keys.fresh();
            try (ServeProcess serve = alone(site)) {
                site.createTunnel(serve.api());
                assertThat(site.set(serve.api(), former)).isEqualTo("loaded");
            }
            Files.delete(key("edge-default.key"));
            assertStartIsRefusedWith("keyferry recover edge-key");
            assertThat(site.accepts(former)).isTrue();

            CommandRun look = run("edge-key", "--edge", "default");
            CommandRun abandoned = run("edge-key", "--edge", "default", "--abandon-keys");

            assertThat(look.exit()).isEqualTo(1);
            assertThat(abandoned.exit()).as(abandoned.shown()).isZero();
            assertThat(abandoned.shown())
                    .contains("acme-ber", site.tunnel(), "1 keys are given up");
            try (ServeProcess serve = alone(site)) {
                Api api = serve.api();
                await().atMost(AMPLE).until(() -> site.secretIds().isEmpty());
                assertThat(site.accepts(former)).isFalse();
                String next = Keys.fresh();
                Api.Answer set = site.setAndAnswer(api, next);
                assertThat(set.state(site.tunnel())).as(set.messages()).isEqualTo("loaded");
                assertThat(set.applied(site.tunnel()).path("keyferry").path("version").asLong())
                        .isEqualTo(3);
                assertThat(site.accepts(next)).isTrue();
            }
        }
    }

    @Test
    void aSingleMachineThatLostItsRecordKeyGoesOnWithTheKeysThatItHas() throws Exception {
        try (Lab lab = Lab.open(DataPath.IKE_ONLY)) {
            Site site = Site.open(lab);
            String present = Keys.fresh();
            try (ServeProcess serve = alone(site)) {
                site.createTunnel(serve.api());
                assertThat(site.set(serve.api(), present)).isEqualTo("loaded");
            }
            Files.delete(key("record-default.key"));
            Files.delete(key("fingerprint.key"));
            assertStartIsRefusedWith("keyferry recover keys");

            CommandRun renewed = run("keys", "--trust-database");

            assertThat(renewed.exit()).as(renewed.shown()).isZero();
            try (ServeProcess serve = alone(site)) {
                Api api = serve.api();
                await().atMost(AMPLE).until(() -> isServing(api));
                await().atMost(AMPLE).until(() -> site.secretIds().size() == 1);
                assertThat(site.accepts(present)).isTrue();
                String next = Keys.fresh();
                assertThat(site.set(api, next)).isEqualTo("loaded");
                assertThat(site.accepts(next)).isTrue();
            }
        }
    }

    @Test
    void aLivingGatewayGivesTheRecordKeyBackAndNoticesNothing() throws Exception {
        try (Lab lab = Lab.open(DataPath.IKE_ONLY)) {
            Site site = Site.open(lab);
            AgentProcess.Options options;
            try (ServeProcess serve = elsewhere()) {
                RemoteEdge edge = frankfurt(serve, site);
                options = edge.agent("fra-1", edge.enrol("fra-1"), site.gatewaySocket());
                try (AgentProcess _ = linked(options)) {
                    site.createTunnel(serve.api());
                    await().atMost(AMPLE).until(() -> isServing(serve.api()));
                    assertThat(site.set(serve.api(), Keys.fresh())).isEqualTo("loaded");
                }
            }
            byte[] lost = Files.readAllBytes(key("record-frankfurt.key"));
            Files.delete(key("record-frankfurt.key"));

            CommandRun taken =
                    CommandRun.of(
                            "gateway",
                            "record-key",
                            "--data",
                            options.data().toString(),
                            "--edge-key",
                            directory.resolve("frankfurt.key").toString(),
                            "--out",
                            key("record-frankfurt.key").toString());

            assertThat(taken.exit()).as(taken.shown()).isZero();
            assertThat(Files.readAllBytes(key("record-frankfurt.key"))).isEqualTo(lost);
            assertThat(run("keys").exit()).isZero();
        }
    }

    private void assertStartIsRefusedWith(String command) {
        CommandRun refused =
                CommandRun.of("serve", "--data", data().toString(), "--listen", "127.0.0.1:0");
        assertThat(refused.exit()).as(refused.shown()).isEqualTo(1);
        assertThat(refused.shown()).contains("hint: ", command);
    }

    private CommandRun run(String command, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("recover", command, "--data", data().toString()));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private RemoteEdge frankfurt(ServeProcess serve, Site site) throws IOException {
        return RemoteEdge.create(
                serve, directory, "frankfurt", site.gateway().host().internetAddress());
    }

    private ServeProcess alone(Site site) {
        return ServeProcess.start(data(), site.gatewaySocket());
    }

    private ServeProcess elsewhere() {
        return ServeProcess.start(data(), List.of("--tls", "127.0.0.1:0"));
    }

    private static AgentProcess linked(AgentProcess.Options options) {
        AgentProcess agent = AgentProcess.start(options);
        agent.awaitReady();
        await().atMost(AMPLE).until(() -> agent.log().contains("linked"));
        return agent;
    }

    private static boolean isServing(Api api) {
        return api.get("/keyferry/gateways")
                .result()
                .path(0)
                .path("condition")
                .asString("")
                .equals("serving");
    }

    private Path data() {
        return directory.resolve("data");
    }

    private Path key(String file) {
        return data().resolve("keys").resolve(file);
    }
}

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
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The drill of docs/recovery.md: the server's host is gone, its gateways are not. */
class BurntServerTest {
    private static final Duration AMPLE = Duration.ofSeconds(60);

    @TempDir Path directory;

    private List<String> tls = List.of();

    /** The name of the server stays, so gateways find the new host. */
    @BeforeEach
    void chooseAPort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            tls = List.of("--tls", "127.0.0.1:" + free.getLocalPort());
        }
    }

    @Test
    void anotherHostTakesItsPlaceWithAndWithoutItsAuthority() throws Exception {
        String backup = directory.resolve("backup.db").toString();
        try (Lab lab = Lab.open(DataPath.IKE_ONLY)) {
            Site site = Site.open(lab);
            String newest = Keys.fresh();
            AgentProcess.Options options = deploy(site, backup, newest);
            try (AgentProcess agent = linked(options)) {
                burn("data", "second");
                keep("data", "second", "keys");
                keep("data", "second", "tls");

                restore("second", backup, options);

                try (ServeProcess serve = serve("second")) {
                    await().atMost(AMPLE).until(() -> isServing(serve.api()));
                    assertThat(site.accepts(newest)).isTrue();
                    assertLoads(site, serve.api());
                }
                assertThat(agent.log()).doesNotContain("refused", "certificate");
            }
            assertThat(CommandRun.of("backup", backup + "2", "--data", data("second")).exit())
                    .isZero();
            burn("second", "third");
            keep("second", "third", "keys");
            restore("third", backup + "2", options);
            try (ServeProcess serve = serve("third")) {
                Api api = serve.api();
                try (AgentProcess agent = AgentProcess.start(options)) {
                    agent.awaitReady();
                    await().atMost(AMPLE)
                            .until(() -> agent.log().contains("is not of the authority"));
                    assertThat(site.secretIds()).hasSize(1);
                }
                Files.copy(
                        serve.authority(),
                        options.authority(),
                        StandardCopyOption.REPLACE_EXISTING);
                try (AgentProcess _ = AgentProcess.start(options)) {
                    await().atMost(AMPLE).until(() -> isServing(api));
                    assertLoads(site, api);
                }
            }
        }
    }

    /** A key that is in the backup, and one that only the gateway has beside the lost server. */
    private AgentProcess.Options deploy(Site site, String backup, String newest)
            throws IOException {
        try (ServeProcess serve = serve("data")) {
            RemoteEdge edge =
                    RemoteEdge.create(
                            serve, directory, "frankfurt", site.gateway().host().internetAddress());
            AgentProcess.Options made =
                    edge.agent("fra-1", edge.enrol("fra-1"), site.gatewaySocket());
            AgentProcess.Options options =
                    made.withAuthority(
                            Files.copy(serve.authority(), directory.resolve("authority.pem")));
            try (AgentProcess _ = linked(options)) {
                site.createTunnel(serve.api());
                await().atMost(AMPLE).until(() -> isServing(serve.api()));
                assertThat(site.set(serve.api(), Keys.fresh())).isEqualTo("loaded");
                assertThat(CommandRun.of("backup", backup, "--data", data("data")).exit()).isZero();
                assertThat(site.set(serve.api(), newest)).isEqualTo("loaded");
            }
            return options;
        }
    }

    /** The host is gone; another one has an empty directory. */
    private void burn(String former, String next) throws IOException {
        Path burnt = directory.resolve(former);
        Files.move(burnt, directory.resolve("kept-of-" + former));
        Files.createDirectory(
                directory.resolve(next),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** What was kept apart from the backup is put on the new host. */
    private void keep(String former, String next, String part) throws IOException {
        Path from = directory.resolve("kept-of-" + former).resolve(part);
        Path to = directory.resolve(next).resolve(part);
        Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(
                        file, to.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private void restore(String next, String backup, AgentProcess.Options options) {
        CommandRun restored =
                CommandRun.of(
                        "restore",
                        backup,
                        "--data",
                        data(next),
                        "--cache",
                        options.data().resolve("cache").toString());
        assertThat(restored.exit()).as(restored.shown()).isZero();
    }

    private static AgentProcess linked(AgentProcess.Options options) {
        AgentProcess agent = AgentProcess.start(options);
        agent.awaitReady();
        return agent;
    }

    private static void assertLoads(Site site, Api api) {
        String key = Keys.fresh();
        Api.Answer set = site.setAndAnswer(api, key);
        assertThat(set.state(site.tunnel())).as(set.messages()).isEqualTo("loaded");
        assertThat(site.accepts(key)).isTrue();
    }

    private static boolean isServing(Api api) {
        return api.get("/keyferry/gateways")
                .result()
                .valueStream()
                .anyMatch(gateway -> gateway.path("condition").asString("").equals("serving"));
    }

    private ServeProcess serve(String name) {
        return ServeProcess.start(directory.resolve(name), tls);
    }

    private String data(String name) {
        return directory.resolve(name).toString();
    }
}

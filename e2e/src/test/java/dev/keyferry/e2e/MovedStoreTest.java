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
import dev.keyferry.e2e.parts.ViciProxy;
import dev.keyferry.lab.Lab;
import dev.keyferry.lab.space.DataPath;
import dev.keyferry.server.store.Engine;
import dev.keyferry.server.store.TestPostgres;
import dev.keyferry.server.store.copy.CopiedTable;
import dev.keyferry.server.store.copy.Transfer;
import dev.keyferry.server.store.postgres.PostgresAddress.Place;
import dev.keyferry.server.store.postgres.PostgresOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store is moved to another engine, kept and put back under a gateway that stays. */
class MovedStoreTest {
    private static final Duration AMPLE = Duration.ofSeconds(60);

    @TempDir Path directory;

    private final AtomicInteger loads = new AtomicInteger();
    private List<String> tls = List.of();

    /** The same for every server, so that the gateway finds each. */
    @BeforeEach
    void chooseAPort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            tls = List.of("--tls", "127.0.0.1:" + free.getLocalPort());
        }
    }

    @Test
    void theGatewayNoticesNothingOfAMoveAndFollowsWhatIsRestored() throws Exception {
        PostgresOptions database = database();
        String config = config("shared.toml", database);
        try (Lab lab = Lab.open(DataPath.IKE_ONLY)) {
            Site site = Site.open(lab);
            try (ViciProxy _ = ViciProxy.open(socket(), site.gatewaySocket(), this::counter);
                    AgentProcess agent = deploy(site)) {
                move(site, config, database);
                backUpAndRestore(site, config, database);
                restoreWithWhatTheGatewayHolds(site);
                assertThat(agent.log()).doesNotContain("refused");
            }
        }
    }

    @Test
    void aServerThatWasNotSeenWhenAnotherEpochBeganEndsAndSaysWhatToDo() throws Exception {
        PostgresOptions database = database();
        try (ServeProcess serve = serve("--config", config("shared.toml", database))) {
            serve.api();
            try (Connection beside = Engine.postgres(database).writing().getConnection();
                    Statement statement = beside.createStatement()) {
                statement.executeUpdate("UPDATE head SET epoch = decode(md5('another'), 'hex')");
            }
            assertThat(serve.awaitExit()).isEqualTo(1);
            assertThat(serve.log()).contains("error: the database has another epoch");
            assertThat(serve.log()).contains("hint: start the server again");
        }
    }

    /** The first server, with a key that is loaded, and the gateway that outlives it. */
    private AgentProcess deploy(Site site) throws IOException {
        try (ServeProcess serve = serve()) {
            RemoteEdge edge =
                    RemoteEdge.create(
                            serve, directory, "frankfurt", site.gateway().host().internetAddress());
            AgentProcess agent =
                    AgentProcess.start(edge.agent("fra-1", edge.enrol("fra-1"), socket()));
            agent.awaitReady();
            await().atMost(AMPLE).until(() -> isServing(serve.api()));
            site.createTunnel(serve.api());
            assertLoads(site, serve.api(), Keys.fresh());
            return agent;
        }
    }

    private void move(Site site, String config, PostgresOptions database) {
        List<CopiedTable> before = read(data("keyferry.db"));
        int loaded = loads.get();

        run("migrate-store", "--data", data(""), "--config", config);

        assertThat(Transfer.read(Engine.postgres(database))).isEqualTo(before);
        assertThat(Path.of(data("keyferry.db"))).doesNotExist();
        try (ServeProcess serve = serve("--config", config)) {
            await().atMost(AMPLE).until(() -> isServing(serve.api()));
            assertThat(loads.get()).isEqualTo(loaded);
            assertThat(site.secretIds()).hasSize(1);
            assertLoads(site, serve.api(), Keys.fresh());
            assertThat(loads.get()).isEqualTo(loaded + 1);
        }
    }

    /** While a server runs on the shared database, and into the directory. */
    private void backUpAndRestore(Site site, String config, PostgresOptions database) {
        String backup = directory.resolve("shared.db").toString();
        String kept = Keys.fresh();
        String lost = Keys.fresh();
        try (ServeProcess serve = serve("--config", config)) {
            assertLoads(site, serve.api(), kept);
            // What the gateway saw of the router is written a little later.
            await().atMost(AMPLE)
                    .untilAsserted(() -> {
                        Files.deleteIfExists(Path.of(backup));
                        run("backup", backup, "--config", config);
                        assertThat(read(backup))
                                .isEqualTo(Transfer.read(Engine.postgres(database)));
                    });
            assertLoads(site, serve.api(), lost);
        }

        run("restore", backup, "--data", data(""), "--prefer", "store");

        try (ServeProcess serve = serve()) {
            await().atMost(AMPLE).until(() -> isServing(serve.api()));
            await().atMost(AMPLE).until(() -> site.accepts(kept));
            assertThat(site.accepts(lost)).isFalse();
            assertLoads(site, serve.api(), Keys.fresh());
        }
    }

    /** From the directory into another shared database. */
    private void restoreWithWhatTheGatewayHolds(Site site) throws IOException {
        String backup = directory.resolve("own.db").toString();
        String newer = Keys.fresh();
        try (ServeProcess serve = serve()) {
            await().atMost(AMPLE).until(() -> isServing(serve.api()));
            run("backup", backup, "--data", data(""));
            assertLoads(site, serve.api(), newer);
        }
        Files.move(Path.of(data("keyferry.db")), directory.resolve("former.db"));
        String config = config("other.toml", database());
        String cache = directory.resolve("agent-fra-1/cache").toString();

        run("restore", backup, "--data", data(""), "--config", config, "--cache", cache);

        try (ServeProcess serve = serve("--config", config)) {
            await().atMost(AMPLE).until(() -> isServing(serve.api()));
            assertThat(site.accepts(newer)).isTrue();
            assertLoads(site, serve.api(), Keys.fresh());
        }
    }

    private static void assertLoads(Site site, Api api, String key) {
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

    private static List<CopiedTable> read(String file) {
        return Transfer.read(Engine.sqlite(Path.of(file)));
    }

    private static void run(String... arguments) {
        CommandRun run = CommandRun.of(arguments);
        assertThat(run.exit()).as(run.shown()).isZero();
    }

    private ServeProcess serve(String... options) {
        List<String> all = new ArrayList<>(tls);
        all.addAll(List.of(options));
        return ServeProcess.start(Path.of(data("")), all);
    }

    private static PostgresOptions database() {
        return TestPostgres.running().options(TestPostgres.running().create(""));
    }

    private String config(String name, PostgresOptions database) throws IOException {
        Place place = database.address().places().getFirst();
        String text =
                """
                [store]
                url = "jdbc:postgresql://%s:%d/%s"
                user = "%s"
                """
                        .formatted(
                                place.host(),
                                place.port(),
                                database.address().database(),
                                database.user());
        return Files.writeString(directory.resolve(name), text).toString();
    }

    private String data(String file) {
        return directory.resolve("data").resolve(file).toString();
    }

    private Path socket() {
        return directory.resolve("charon.vici");
    }

    /** Counts the keys that the agent has its charon load. */
    private ViciProxy.Watcher counter() {
        return new ViciProxy.Watcher() {
            @Override
            public void sent(ByteBuffer frame) {
                String text = StandardCharsets.ISO_8859_1.decode(frame.duplicate()).toString();
                if (text.substring(1).contains("load-shared")) {
                    loads.incrementAndGet();
                }
            }

            @Override
            public void answered(ByteBuffer frame) {}
        };
    }
}

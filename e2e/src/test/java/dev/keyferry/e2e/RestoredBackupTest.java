package dev.keyferry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.e2e.parts.Api;
import dev.keyferry.e2e.parts.Keys;
import dev.keyferry.e2e.parts.ServeProcess;
import dev.keyferry.e2e.parts.Site;
import dev.keyferry.lab.Lab;
import dev.keyferry.lab.space.DataPath;
import dev.keyferry.server.data.StorePlace;
import dev.keyferry.server.stopped.Recovery;
import dev.keyferry.server.stopped.Recovery.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database is put back from a backup that is older than what gateways have. */
class RestoredBackupTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir private Path directory;

    @Test
    void nothingGoesBackBeforeAnOperatorDecidesAndThenEverythingFollowsTheBackup() {
        try (Lab lab = Lab.open(DataPath.ESP)) {
            Site site = Site.open(lab);
            String backedUp = Keys.fresh();
            try (ServeProcess serve = serve(site)) {
                Api api = serve.api();
                site.createTunnel(api);
                assertThat(site.set(api, backedUp)).isEqualTo("loaded");
            }
            copy("data/keyferry.db", "backup.db");
            String newer = Keys.fresh();
            String later = setSinceTheBackup(site, newer);

            copy("backup.db", "data/keyferry.db");
            try (ServeProcess serve = serve(site)) {
                Api api = serve.api();
                awaitRefusal(api);
                assertThat(serve.log()).containsOnlyOnce("this database is an older backup");
                assertThat(tried(api, site).status()).isEqualTo(409);
                assertThat(tried(api, site).body().toString()).contains("keyferry recover");
                assertThat(api.tunnel(site.account(), later).status()).isEqualTo(404);
                assertThat(site.accepts(newer)).isTrue();
                assertThat(site.accepts(backedUp)).isFalse();
            }
            assertThat(recovery().plan(new StorePlace(data()), List.of()).newer()).isPresent();

            Plan decided = recovery().preferStore(new StorePlace(data()));

            assertThat(decided.newer()).isEmpty();
            assertThat(decided.history().former()).hasSize(1);
            try (ServeProcess serve = serve(site)) {
                Api api = serve.api();
                Awaitility.await().atMost(SOON).until(() -> isServing(api));
                assertThat(site.accepts(backedUp)).isTrue();
                assertThat(site.accepts(newer)).isFalse();
                assertThat(site.secretIds()).hasSize(1);
                String next = Keys.fresh();
                Api.Answer set = site.setAndAnswer(api, next);
                assertThat(set.state(site.tunnel())).isEqualTo("loaded");
                assertThat(set.applied(site.tunnel()).path("keyferry").path("version").asLong())
                        .isGreaterThan(decided.head().value());
                assertThat(site.accepts(next)).isTrue();
                assertThat(site.accepts(backedUp)).isFalse();
            }
        }
    }

    /** Another key of the tunnel, and a tunnel that the backup does not know. */
    private String setSinceTheBackup(Site site, String newer) {
        try (ServeProcess serve = serve(site)) {
            Api api = serve.api();
            assertThat(site.set(api, newer)).isEqualTo("loaded");
            String later =
                    api.createTunnel(
                                    site.account(),
                                    "acme-muc",
                                    site.gateway().host().internetAddress(),
                                    2)
                            .path("id")
                            .asString();
            Api.Answer set = api.setPsks(site.account(), Map.of(later, Keys.fresh()));
            assertThat(set.state(later)).isEqualTo("loaded");
            return later;
        }
    }

    private static Api.Answer tried(Api api, Site site) {
        return api.setPsks(site.account(), Map.of(site.tunnel(), Keys.fresh()));
    }

    private static void awaitRefusal(Api api) {
        Awaitility.await().atMost(SOON).until(() -> condition(api).equals("history-refused"));
    }

    private static boolean isServing(Api api) {
        return condition(api).equals("serving");
    }

    private static String condition(Api api) {
        return api.get("/keyferry/gateways").result().path(0).path("condition").asString("");
    }

    private ServeProcess serve(Site site) {
        return ServeProcess.start(data(), site.gatewaySocket());
    }

    private Path data() {
        return directory.resolve("data");
    }

    private static Recovery recovery() {
        return new Recovery(new SecureRandom(), InstantSource.system());
    }

    /** The server ended; its log of changes goes with the database. */
    private void copy(String from, String to) {
        for (String end : List.of("", "-wal", "-shm")) {
            try {
                Path source = directory.resolve(from + end);
                Path target = directory.resolve(to + end);
                Files.deleteIfExists(target);
                if (Files.exists(source)) {
                    Files.copy(source, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }
}

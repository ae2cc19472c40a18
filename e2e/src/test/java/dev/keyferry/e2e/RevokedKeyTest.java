package dev.keyferry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.e2e.parts.Api;
import dev.keyferry.e2e.parts.Keys;
import dev.keyferry.e2e.parts.ServeProcess;
import dev.keyferry.e2e.parts.Site;
import dev.keyferry.lab.Lab;
import dev.keyferry.lab.space.DataPath;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A customer's access ends at once, and begins again with a new key. */
class RevokedKeyTest {
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
}

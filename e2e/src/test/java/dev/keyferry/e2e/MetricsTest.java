package dev.keyferry.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyferry.e2e.parts.Api;
import dev.keyferry.e2e.parts.Keys;
import dev.keyferry.e2e.parts.ServeProcess;
import dev.keyferry.e2e.parts.Site;
import dev.keyferry.lab.Lab;
import dev.keyferry.lab.space.DataPath;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What monitoring sees of a server and its gateway while things happen to a real charon. */
class MetricsTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "metrics.md");
    private static final Duration SEEN = Duration.ofSeconds(30);
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(keyferry_[a-z_]+)` \\|");
    private static final Pattern SHOWN = Pattern.compile("(?m)^# TYPE (\\S+) ");

    @TempDir private Path directory;

    @Test
    void showWhatHappensAndAreAllDocumented() throws Exception {
        try (Lab lab = Lab.open(DataPath.IKE_ONLY);
                HttpClient http = HttpClient.newHttpClient()) {
            Site site = Site.open(lab);
            List<String> options =
                    List.of("--charon", "unix://" + site.gatewaySocket(), "--tls", "127.0.0.1:0");
            try (ServeProcess serve = ServeProcess.start(directory.resolve("data"), options)) {
                Api api = serve.api();
                site.createTunnel(api);
                String key = Keys.fresh();
                assertThat(site.set(api, key)).isEqualTo("loaded");

                assertThat(scrape(http, api))
                        .contains(
                                "keyferry_keys{state=\"loaded\"} 1.0",
                                "keyferry_gateway_reachable{edge=\"default\",gateway=\"local\"} 1.0",
                                "keyferry_gateway_lag_revisions{edge=\"default\",gateway=\"local\"} 0.0",
                                "keyferry_load_seconds_count{edge=\"default\"} 1",
                                "keyferry_agent_condition{condition=\"serving\"} 1.0",
                                "keyferry_agent_keys 1.0",
                                "keyferry_agent_charon_restarts_total 0.0");
                assertThat(site.accepts(Keys.fresh())).isFalse();
                awaitShown(http, api, "keyferry_agent_rejected_attempts_total [1-9]");
                site.gateway().charon().kill();
                awaitShown(http, api, "keyferry_agent_condition\\{condition=\"charon-down\"} 1");
                site.gateway().charon().start();
                site.loadConnection();
                awaitShown(http, api, "keyferry_agent_charon_restarts_total 1");
                await().atMost(SEEN).until(() -> site.accepts(key));
                // Who comes before the gateway listens to the new charon is not seen.
                await().atMost(SEEN)
                        .untilAsserted(() -> {
                            assertThat(site.accepts(Keys.fresh())).isFalse();
                            assertThat(scrape(http, api))
                                    .containsPattern(
                                            "keyferry_agent_rejected_attempts_total [2-9]");
                        });
                String shown = scrape(http, api);
                assertThat(shown)
                        .doesNotContain(key, site.tunnel(), site.account(), site.routerAddress());
                assertThat(names(SHOWN, shown)).isEqualTo(names(ROW, Files.readString(DOCUMENT)));
            }
        }
    }

    private static void awaitShown(HttpClient http, Api api, String pattern) {
        await().atMost(SEEN)
                .untilAsserted(() -> assertThat(scrape(http, api)).containsPattern(pattern));
    }

    private static Set<String> names(Pattern pattern, String text) {
        Set<String> names = new TreeSet<>();
        pattern.matcher(text).results().forEach(match -> names.add(match.group(1)));
        return names;
    }

    private static String scrape(HttpClient http, Api api)
            throws IOException, InterruptedException {
        URI metrics = URI.create(api.base()).resolve("/metrics");
        return http.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString()).body();
    }
}

package dev.keyferry.e2e.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.e2e.parts.Api;
import dev.keyferry.e2e.parts.Keys;
import dev.keyferry.e2e.parts.ServeProcess;
import dev.keyferry.e2e.parts.Site;
import dev.keyferry.lab.Lab;
import dev.keyferry.lab.space.DataPath;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the script of the official client against a server whose gateway is a real charon, and dials
 * in with the key that the script set last.
 */
class OfficialClientTest {
    /** The script's own count, so that a check that got lost is missed here. */
    private static final int CHECKS = 39;

    private static final Pattern SITE =
            Pattern.compile("^site ([0-9a-f]{32}) ([0-9a-f]{32}) ([0-9a-f]+)$", Pattern.MULTILINE);

    @TempDir Path directory;

    @Test
    void everyCheckHoldsAndARouterDialsInWithTheKeyItSet() throws Exception {
        NodeScript script = NodeScript.installed("official-client.mjs");
        Path data = directory.resolve("data");
        String key = Keys.fresh();
        try (Lab lab = Lab.open(DataPath.ESP)) {
            Site site = Site.open(lab);
            try (ServeProcess serve = ServeProcess.start(data, site.gatewaySocket());
                    FaultyProxy proxy = FaultyProxy.open(URI.create(serve.api().base()))) {
                NodeScript.Outcome outcome =
                        script.run(environment(serve.api(), proxy, data, site, key));

                assertThat(outcome.exitCode()).as(outcome.output()).isZero();
                assertThat(outcome.output().lines()).endsWith(CHECKS + " checks passed");
                join(site, outcome.output());
                assertThat(site.accepts(key)).isTrue();
                assertThat(site.accepts(Keys.fresh())).isFalse();
            }
        }
    }

    private Map<String, String> environment(
            Api api, FaultyProxy proxy, Path data, Site site, String key) throws IOException {
        return Map.of(
                "KEYFERRY_URL",
                api.base(),
                "KEYFERRY_TOKEN_FILE",
                data.resolve("admin.token").toString(),
                "KEYFERRY_FAULTY_URL",
                proxy.address(),
                "GATEWAY_ADDRESS",
                site.gateway().host().internetAddress(),
                "SITE_KEY_FILE",
                Files.writeString(directory.resolve("key"), key).toString());
    }

    private static void join(Site site, String output) {
        MatchResult made =
                SITE.matcher(output)
                        .results()
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("the script named no site"));
        site.join(made.group(1), made.group(2), made.group(3));
    }
}

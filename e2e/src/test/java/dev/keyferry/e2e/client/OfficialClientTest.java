package dev.keyferry.e2e.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.e2e.parts.Keys;
import dev.keyferry.e2e.parts.ServeProcess;
import dev.keyferry.e2e.parts.Site;
import dev.keyferry.lab.Lab;
import dev.keyferry.lab.space.DataPath;
import dev.keyferry.server.contract.AnswerCheck;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the script of the official client against a server whose gateway is a real charon, holds all
 * that it was answered against the API's description, and dials in with the key that it set last.
 */
class OfficialClientTest {
    /** The script's own count, so that a check that got lost is missed here. */
    private static final int CHECKS = 82;

    private static final Pattern SITE =
            Pattern.compile("^site ([0-9a-f]{32}) ([0-9a-f]{32}) ([0-9a-f]+)$", Pattern.MULTILINE);

    @TempDir Path directory;

    @Test
    void everyCheckHoldsAndARouterDialsInWithTheKeyItSet() throws Exception {
        NodeScript script = NodeScript.installed("official-client.mjs");
        Path data = directory.resolve("data");
        Path strict = directory.resolve("strict");
        String key = Keys.fresh();
        try (Lab lab = Lab.open(DataPath.ESP)) {
            Site site = Site.open(lab);
            try (ServeProcess serve = ServeProcess.start(data, site.gatewaySocket());
                    ServeProcess limited = ServeProcess.start(strict, fewRequests());
                    FaultyProxy proxy = FaultyProxy.open(URI.create(serve.api().base()));
                    FaultyProxy strictProxy = FaultyProxy.open(URI.create(limited.api().base()))) {
                NodeScript.Outcome outcome =
                        script.run(
                                Map.of(
                                        "KEYFERRY_URL",
                                        proxy.address(),
                                        "KEYFERRY_TOKEN_FILE",
                                        token(data),
                                        "KEYFERRY_FAULTY_URL",
                                        proxy.address(),
                                        "KEYFERRY_LIMITED_URL",
                                        strictProxy.address(),
                                        "KEYFERRY_LIMITED_TOKEN_FILE",
                                        token(strict),
                                        "GATEWAY_ADDRESS",
                                        site.gateway().host().internetAddress(),
                                        "SITE_KEY_FILE",
                                        file("key", key)));

                assertThat(outcome.exitCode()).as(outcome.output()).isZero();
                assertThat(outcome.output().lines()).endsWith(CHECKS + " checks passed");
                assertDescribed(proxy);
                assertDescribed(strictProxy);
                join(site, outcome.output());
                assertThat(site.accepts(key)).isTrue();
                assertThat(site.accepts(Keys.fresh())).isFalse();
            }
        }
    }

    private static void assertDescribed(FaultyProxy proxy) {
        assertThat(proxy.answers().size()).isPositive();
        proxy.answers().forEach(AnswerCheck::assertDescribed);
    }

    private List<String> fewRequests() throws IOException {
        return List.of("--config", file("strict.toml", "[limits]\nrequests = 5\nwindow = 2\n"));
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content).toString();
    }

    private static String token(Path data) {
        return data.resolve("admin.token").toString();
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

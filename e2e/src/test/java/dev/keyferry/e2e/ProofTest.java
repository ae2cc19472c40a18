package dev.keyferry.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyferry.app.Keyferry;
import dev.keyferry.e2e.parts.Api;
import dev.keyferry.e2e.parts.Keys;
import dev.keyferry.e2e.parts.ServeProcess;
import dev.keyferry.e2e.parts.Site;
import dev.keyferry.lab.Lab;
import dev.keyferry.lab.space.DataPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a router's attempt to what an operator sees of it. */
class ProofTest {
    private static final Duration SEEN = Duration.ofSeconds(20);

    /** A router that comes sooner is told to have come before the key was there for certain. */
    private static final Duration CERTAIN = Duration.ofSeconds(2);

    @TempDir private Path directory;

    @Test
    void wrongKeyIsShownAsRejectedAndTheRightOneAsProven() {
        try (Lab lab = Lab.open(DataPath.ESP)) {
            Site site = Site.open(lab);
            try (ServeProcess serve =
                    ServeProcess.start(directory.resolve("data"), site.gatewaySocket())) {
                Api api = serve.api();
                site.createTunnel(api);
                String key = Keys.fresh();
                assertThat(site.set(api, key)).isEqualTo("loaded");
                await().pollDelay(CERTAIN).until(() -> state(api, site).equals("loaded"));

                assertThat(site.accepts(Keys.fresh())).isFalse();
                await().atMost(SEEN).until(() -> state(api, site).equals("rejected"));
                assertThat(run(serve, "psk", "status", "acme-ber"))
                        .startsWith("v1 set ")
                        .contains(
                                " by administrator   local loaded ",
                                "   unproven: ",
                                " failed on local")
                        .contains(site.routerAddress(), "looks like a wrong key");

                assertThat(run(serve, "explain", site.routerAddress()))
                        .contains(site.tunnel(), "looks like a wrong key");
                assertThat(run(serve, "explain", "acme-ber")).contains(site.routerAddress());
                assertThat(site.bringUp(key)).isTrue();
                await().atMost(SEEN).until(() -> state(api, site).equals("proven"));
                assertThat(run(serve, "psk", "status", "acme-ber"))
                        .contains("   local loaded ", "   proven on local ")
                        .contains(" from " + site.routerAddress());
                assertThat(run(serve, "psk", "status", "--state", "proven"))
                        .contains("acme-ber", "proven");
                assertThat(run(serve, "psk", "status", "--state", "rejected"))
                        .doesNotContain("acme-ber");
                assertThat(serve.log()).doesNotContain(key);
            }
        }
    }

    private static String state(Api api, Site site) {
        return api.tunnel(site.account(), site.tunnel())
                .result()
                .path("ipsec_tunnel")
                .at("/keyferry/psk/gateways/local/state")
                .asString("");
    }

    /** What a command prints that an operator types. */
    private static String run(ServeProcess serve, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), Keyferry.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("KEYFERRY_URL", serve.api().base());
        builder.environment().put("KEYFERRY_TOKEN_FILE", serve.tokenFile().toString());
        try {
            Process process = builder.start();
            String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor()).as(printed).isZero();
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}

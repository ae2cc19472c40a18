package dev.keyferry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.e2e.parts.Api;
import dev.keyferry.e2e.parts.Keys;
import dev.keyferry.e2e.parts.ServeProcess;
import dev.keyferry.e2e.parts.Site;
import dev.keyferry.e2e.parts.ViciProxy;
import dev.keyferry.e2e.parts.ViciProxy.Fault;
import dev.keyferry.e2e.parts.ViciProxy.Moment;
import dev.keyferry.lab.Lab;
import dev.keyferry.lab.space.DataPath;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A charon that is missing, hangs or dies: the call answers within its deadline, with the truth.
 */
class CharonTroubleTest {
    /** A call for one key waits 5 s and 1 ms; the rest is for the machine. */
    private static final Duration ANSWERED = Duration.ofSeconds(9);

    private static final Duration BACK = Duration.ofSeconds(30);

    @TempDir Path directory;

    @Test
    void aMissingCharonIsSaidAndTheKeyArrivesOnceItIsThere() {
        try (Lab lab = Lab.open(DataPath.ESP)) {
            Site site = Site.open(lab);
            try (ServeProcess serve = start(site.gatewaySocket())) {
                site.createTunnel(serve.api());
                site.gateway().charon().kill();
                String key = Keys.fresh();

                Api.Answer answer = answeredInTime(site, serve.api(), key);

                assertThat(answer.state(site.tunnel())).isEqualTo("stored");
                assertThat(answer.messages()).contains("local");
                site.gateway().charon().start();
                site.loadConnection();
                awaitAccepted(site, key);
            }
        }
    }

    @Test
    void aHangingCharonIsSaidAndNeverEndsUpWithAnOlderKey() {
        try (Lab lab = Lab.open(DataPath.ESP)) {
            Site site = Site.open(lab);
            try (ServeProcess serve = start(site.gatewaySocket())) {
                site.createTunnel(serve.api());
                String former = Keys.fresh();
                assertThat(site.set(serve.api(), former)).isEqualTo("loaded");
                site.gateway().charon().pause();
                String key = Keys.fresh();

                Api.Answer answer = answeredInTime(site, serve.api(), key);

                assertThat(answer.state(site.tunnel())).isEqualTo("stored");
                assertThat(answer.messages()).contains("may still accept version 1");
                site.gateway().charon().resume();
                awaitAccepted(site, key);
                assertThat(site.accepts(former)).isFalse();
            }
        }
    }

    @Test
    void aCharonThatDiesDuringTheCallIsSaid() {
        try (Lab lab = Lab.open(DataPath.ESP)) {
            Site site = Site.open(lab);
            Path socket = directory.resolve("v.sock");
            try (ViciProxy proxy = ViciProxy.open(socket, site.gatewaySocket());
                    ServeProcess serve = start(socket)) {
                site.createTunnel(serve.api());
                assertThat(site.set(serve.api(), Keys.fresh())).isEqualTo("loaded");
                proxy.arm(new Fault(1, Moment.BEFORE, site.gateway().charon()::kill));
                String key = Keys.fresh();

                Api.Answer answer = answeredInTime(site, serve.api(), key);

                assertThat(answer.state(site.tunnel())).isEqualTo("stored");
                site.gateway().charon().start();
                site.loadConnection();
                awaitAccepted(site, key);
            }
        }
    }

    private ServeProcess start(Path socket) {
        return ServeProcess.start(directory.resolve("data"), socket);
    }

    private static Api.Answer answeredInTime(Site site, Api api, String key) {
        Instant start = Instant.now();
        Api.Answer answer = site.setAndAnswer(api, key);
        assertThat(Duration.between(start, Instant.now())).isLessThan(ANSWERED);
        return answer;
    }

    private static void awaitAccepted(Site site, String key) {
        Awaitility.await().atMost(BACK).until(() -> site.accepts(key));
    }
}

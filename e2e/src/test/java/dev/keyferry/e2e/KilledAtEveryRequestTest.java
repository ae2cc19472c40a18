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
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kills {@code serve} with SIGKILL at its n-th request to charon, for every n from the first one of
 * a start to the last one before the call that rotates a key is answered. Whatever n is, the
 * gateway never takes the former and the new key side by side, what was answered is not lost, and
 * the next start brings the newest key back.
 *
 * <p>All of them take minutes: with {@code keyferry.faults.share} at 1 each n is tried, at m every
 * m-th; {@code keyferry.faults.seed} sets the seed of the first one.
 */
class KilledAtEveryRequestTest {
    /** A start and one rotation need far fewer; a run that never ends is a fault of its own. */
    private static final int MOST_REQUESTS = 100;

    private static final int SHARE = Integer.getInteger("keyferry.faults.share", 4);
    private static final long SEED = Long.getLong("keyferry.faults.seed", System.nanoTime());

    static {
        System.out.println("KilledAtEveryRequestTest, one of " + SHARE + ": seed " + SEED);
    }

    @TempDir Path directory;

    @ParameterizedTest
    @EnumSource(Moment.class)
    void neverTakesTwoKeysSideBySideAndBringsTheNewestBack(Moment moment) {
        try (Lab lab = Lab.open(DataPath.ESP)) {
            Site site = Site.open(lab);
            Path socket = directory.resolve("v.sock");
            try (ViciProxy proxy = ViciProxy.open(socket, site.gatewaySocket())) {
                String former = Keys.fresh();
                try (ServeProcess serve = start(socket)) {
                    site.createTunnel(serve.api());
                    assertThat(site.set(serve.api(), former)).isEqualTo("loaded");
                }
                int n = 1 + new Random(SEED).nextInt(SHARE) - SHARE;
                boolean wasKilled = true;
                while (wasKilled) {
                    n += SHARE;
                    assertThat(n).isLessThan(MOST_REQUESTS);
                    String next = Keys.fresh();
                    wasKilled = rotateAndDieAt(n, moment, site, proxy, socket, former, next);
                    finishRotation(site, proxy, socket, former, next);
                    former = next;
                }
                assertThat(n).as("requests of a start and one rotation").isGreaterThan(3);
            }
        }
    }

    /** Tells whether the kill came before the call was answered. */
    private boolean rotateAndDieAt(
            int n,
            Moment moment,
            Site site,
            ViciProxy proxy,
            Path socket,
            String former,
            String next) {
        CompletableFuture<ServeProcess> victim = new CompletableFuture<>();
        proxy.arm(new Fault(n, moment, () -> victim.join().kill()));
        boolean isAnswered;
        try (ServeProcess serve = start(socket)) {
            victim.complete(serve);
            isAnswered = serve.awaitListening().flatMap(api -> rotate(site, api, next)).isPresent();
            serve.kill();
        }
        boolean takesFormer = site.accepts(former);
        boolean takesNext = site.accepts(next);
        assertThat(takesFormer && takesNext).as("both keys open the tunnel, n=%d", n).isFalse();
        assertThat(site.secretIds()).as("n=%d", n).hasSizeLessThanOrEqualTo(1);
        if (isAnswered) {
            assertThat(takesNext).as("an answered key is on the gateway, n=%d", n).isTrue();
        }
        return !isAnswered;
    }

    private static Optional<String> rotate(Site site, Api api, String next) {
        try {
            String state = site.set(api, next);
            assertThat(state).isEqualTo("loaded");
            return Optional.of(state);
        } catch (Api.Unanswered e) {
            return Optional.empty();
        }
    }

    private void finishRotation(
            Site site, ViciProxy proxy, Path socket, String former, String next) {
        proxy.arm(Fault.NONE);
        try (ServeProcess serve = start(socket)) {
            assertThat(site.set(serve.api(), next)).isEqualTo("loaded");
            assertThat(site.accepts(next)).isTrue();
            assertThat(site.accepts(former)).isFalse();
        }
    }

    private ServeProcess start(Path socket) {
        return ServeProcess.start(directory.resolve("data"), socket);
    }
}

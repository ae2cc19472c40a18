package dev.keyferry.gateway.charon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.GatewayCondition.Kind;
import dev.keyferry.feed.record.TunnelRecord;
import dev.keyferry.gateway.GatewayLab;
import dev.keyferry.gateway.lease.Lease;
import dev.keyferry.gateway.lease.SteppedClock;
import dev.keyferry.gateway.parts.TestTunnel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real charon holds while its gateway is without a control plane. */
final class LeaseOfKeysTest {
    private static final TestTunnel TUNNEL = TestTunnel.of(1);
    private static final Duration LENGTH = Duration.ofHours(1);

    private final SteppedClock clock = new SteppedClock(Instant.parse("2026-11-23T09:00:00Z"));
    @TempDir private Path directory;
    private GatewayLab lab;
    private TunnelRecord record;

    @BeforeEach
    void load() {
        lab = new GatewayLab();
        startAgent();
        record = lab.setKey(TUNNEL, 1, "the first key of the tunnel");
        lab.awaitCovered(record);
        lab.feed.setAway(true);
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void keysGoWhenTheLeaseIsOverAndComeBackWithTheControlPlane() {
        clock.pass(LENGTH.minusSeconds(1));
        clock.step(Duration.ofDays(365));
        assertThat(lab.secretIds()).hasSize(1);

        clock.pass(Duration.ofSeconds(1));
        lab.awaitTrue(() -> lab.secretIds().isEmpty());
        lab.feed.setAway(false);

        lab.awaitTrue(() -> lab.secretIds().size() == 1);
        lab.awaitCovered(record);
        lab.awaitCondition(Kind.SERVING);
        assertThat(lab.feed.reports())
                .extracting(report -> report.condition().kind())
                .contains(Kind.LEASE_OVER);
    }

    @Test
    void restartedAgentDoesNotLoadThemAgain() {
        lab.stopAgent();
        clock.pass(LENGTH);
        assertThat(lab.secretIds()).hasSize(1);

        startAgent();

        lab.awaitTrue(() -> lab.secretIds().isEmpty());
        lab.feed.setAway(false);
        lab.awaitTrue(() -> lab.secretIds().size() == 1);
    }

    private void startAgent() {
        lab.with(Lease.of(LENGTH, directory.resolve("lease"), clock)).startAgent();
    }
}

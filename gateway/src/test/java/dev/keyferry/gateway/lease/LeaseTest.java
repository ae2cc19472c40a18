package dev.keyferry.gateway.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaseTest {
    private static final Duration LENGTH = Duration.ofHours(1);
    private static final Instant START = Instant.parse("2026-11-23T09:00:00Z");

    @TempDir private Path directory;
    private final SteppedClock clock = new SteppedClock(START);

    @Test
    void isOverWhenItsTimeIsAndBeginsAnewWithAContact() {
        Lease lease = lease();
        clock.pass(LENGTH.minusMillis(1));
        assertThat(lease.over()).isEmpty();
        clock.pass(Duration.ofMillis(1));
        assertThat(lease.over()).contains(START);

        lease.renew();

        assertThat(lease.over()).isEmpty();
        clock.pass(LENGTH);
        assertThat(lease.over()).contains(START.plus(LENGTH));
    }

    @Test
    void restartsOfTheAgentDoNotProlongIt() {
        lease().renew();
        for (int i = 0; i < 3; i++) {
            clock.pass(LENGTH.dividedBy(3));
            assertThat(lease().over().isPresent()).isEqualTo(i == 2);
        }
        assertThat(lease().over()).isPresent();
    }

    @Test
    void restartCostsNoMoreOfItThanItsFileIsOld() {
        Lease lease = lease();
        Duration between = LENGTH.dividedBy(KeptLease.WRITES);
        for (int i = 0; i < 200; i++) {
            clock.pass(between.dividedBy(3));
            lease.renew();
        }

        clock.pass(LENGTH.minus(between).minusMillis(1));

        assertThat(lease().over()).isEmpty();
    }

    @Test
    void stepsOfTheMachinesClockNeitherEndNorProlongIt() {
        Lease lease = lease();
        lease.renew();
        for (Duration step : new Duration[] {Duration.ofDays(9_000), Duration.ofDays(-18_000)}) {
            clock.step(step);
            assertThat(lease.over()).isEmpty();
            assertThat(lease().over()).isEmpty();
        }
        clock.pass(LENGTH);
        assertThat(lease.over()).isPresent();
        assertThat(lease().over()).isPresent();
    }

    @Test
    void afterARestartOfTheMachineItsClockTells() {
        lease();
        clock.reboot();
        clock.pass(LENGTH.minusMillis(1));
        assertThat(lease().over()).isEmpty();
        clock.pass(Duration.ofMillis(1));
        assertThat(lease().over()).isPresent();
    }

    @Test
    void clockThatRunsBackOverARestartOfTheMachineIsNotBelieved() {
        lease();
        clock.reboot();
        clock.step(Duration.ofDays(-1));
        Lease lease = lease();
        assertThat(lease.over()).contains(START);

        lease.renew();

        assertThat(lease.over()).isEmpty();
    }

    @Test
    void fileThatIsDamagedEndsIt() throws IOException {
        for (String damaged : new String[] {"", "x", "a b c", "a 1 2", "a 1 " + START + " x"}) {
            lease();
            Files.writeString(directory.resolve("lease"), damaged);

            assertThat(lease().over()).as(damaged).isPresent();
        }
    }

    @Test
    void fileThatOthersMayWriteEndsIt() throws IOException {
        lease();
        Path file = directory.resolve("lease");
        assertThat(lease().over()).isEmpty();

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));

        assertThat(lease().over()).isPresent();
    }

    @Test
    void realClockGoesOn() {
        BootClock.Reading first = BootClock.system().read();
        BootClock.Reading next = BootClock.system().read();

        assertThat(next.boot()).isEqualTo(first.boot()).hasSize(36);
        assertThat(next.up()).isPositive().isGreaterThanOrEqualTo(first.up());
    }

    private Lease lease() {
        return Lease.of(LENGTH, directory.resolve("lease"), clock);
    }
}

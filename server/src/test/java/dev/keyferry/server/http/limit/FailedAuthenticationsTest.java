package dev.keyferry.server.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class FailedAuthenticationsTest {
    @Test
    void throttlesASourceAfterItsShareOfFailuresUntilTheWindowEnds() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        FailedAuthentications failures = new FailedAuthentications(now::get);
        for (int i = 0; i < FailedAuthentications.MAX_FAILURES; i++) {
            assertThat(failures.failed("192.0.2.1")).isEmpty();
        }
        now.set(Instant.EPOCH.plusSeconds(10));
        assertThat(failures.failed("192.0.2.1"))
                .contains(FailedAuthentications.WINDOW.minusSeconds(10));
        assertThat(failures.failed("192.0.2.2")).isEmpty();
        now.set(Instant.EPOCH.plus(FailedAuthentications.WINDOW));
        assertThat(failures.failed("192.0.2.1")).isEmpty();
    }

    @Test
    void remembersABoundedNumberOfSources() {
        FailedAuthentications failures = new FailedAuthentications(() -> Instant.EPOCH);
        for (int i = 0; i <= FailedAuthentications.MAX_SOURCES; i++) {
            failures.failed("source " + i);
        }
        assertThat(failures.sources()).isEqualTo(FailedAuthentications.MAX_SOURCES);
    }
}

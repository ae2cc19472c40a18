package dev.keyferry.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.server.usecase.port.Change;
import dev.keyferry.server.usecase.port.Change.Action;
import dev.keyferry.server.usecase.port.Change.Names;
import dev.keyferry.server.usecase.port.Decision;
import dev.keyferry.server.usecase.port.StoreUnavailable;
import dev.keyferry.server.usecase.port.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Callers of a store that hangs. */
@Timeout(60)
class DeadlinesTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Deadlines COMMITS_SOON = new Deadlines(SHORT, Deadlines.DEFAULT.read());
    private static final Deadlines READS_SOON = new Deadlines(Deadlines.DEFAULT.commit(), SHORT);

    private final CountDownLatch release = new CountDownLatch(1);

    @TempDir private Path directory;

    @Test
    void aCallerOfAHungCommitIsToldThatItsOutcomeIsNotKnown() {
        try (StoreFixture store = open(COMMITS_SOON)) {
            assertThatThrownBy(() -> store.store().writer().write(hanging(store)))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("whether the change took effect is not known");
            release.countDown();
            Awaitility.await().until(() -> store.number("SELECT count(*) FROM audit") == 1);
        }
    }

    @Test
    void aCallerOfAHungReadIsToldThatTheStoreDoesNotAnswer() throws InterruptedException {
        try (StoreFixture store = open(READS_SOON)) {
            Writer writer = store.store().writer();
            for (int i = 0; i <= Readers.THREADS; i++) {
                assertThatThrownBy(() -> writer.preview(hanging(store)))
                        .isInstanceOf(StoreUnavailable.class)
                        .hasMessage("the store does not answer");
            }
            release.countDown();
            Awaitility.await()
                    .ignoreExceptionsInstanceOf(StoreUnavailable.class)
                    .until(() -> store.store().accounts().all().isEmpty());
        }
    }

    private StoreFixture open(Deadlines deadlines) {
        return StoreFixture.open(directory.resolve("keyferry.db"), deadlines);
    }

    private Change<String> hanging(StoreFixture store) {
        return new Change<>(
                store.caller(),
                Action.GENERATE_PSK,
                1,
                Names.NOTHING,
                group -> {
                    hang();
                    return new Decision<>("", List.of(), "none");
                });
    }

    private void hang() {
        try {
            assertThat(release.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

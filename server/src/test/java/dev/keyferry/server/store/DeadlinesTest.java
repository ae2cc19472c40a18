package dev.keyferry.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.server.store.port.ReaderPools;
import dev.keyferry.server.store.port.Readers;
import dev.keyferry.server.usecase.port.Change;
import dev.keyferry.server.usecase.port.Change.Action;
import dev.keyferry.server.usecase.port.Change.Names;
import dev.keyferry.server.usecase.port.Decision;
import dev.keyferry.server.usecase.port.StoreUnavailable;
import dev.keyferry.server.usecase.port.Writer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Callers of a store that hangs. */
@Timeout(60)
class DeadlinesTest extends EachEngine {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Deadlines COMMITS_SOON = new Deadlines(SHORT, Deadlines.DEFAULT.read());
    private static final Deadlines READS_SOON = new Deadlines(Deadlines.DEFAULT.commit(), SHORT);

    private static final AccountId NOBODY = new AccountId("0".repeat(32));

    private final CountDownLatch release = new CountDownLatch(1);

    @Test
    void aCallerOfAHungCommitIsToldThatItsOutcomeIsNotKnown() {
        try (StoreFixture store = open(COMMITS_SOON)) {
            assertThatThrownBy(() -> store.store().writer().write(hanging(store, 1)))
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
                assertThatThrownBy(() -> writer.preview(hanging(store, 1)))
                        .isInstanceOf(StoreUnavailable.class)
                        .hasMessage("the store does not answer");
            }
            release.countDown();
            Awaitility.await()
                    .ignoreExceptionsInstanceOf(StoreUnavailable.class)
                    .until(() -> store.store().accounts().all().isEmpty());
        }
    }

    @Test
    void aReadOfFewRowsDoesNotWaitForReadsOfMany() throws InterruptedException {
        try (StoreFixture store = open(READS_SOON)) {
            Writer writer = store.store().writer();
            for (int i = 0; i <= ReaderPools.MANY_THREADS; i++) {
                assertThatThrownBy(() -> writer.preview(hanging(store, ReaderPools.FEW + 1)))
                        .isInstanceOf(StoreUnavailable.class);
            }
            assertThatThrownBy(() -> store.store().accounts().all())
                    .isInstanceOf(StoreUnavailable.class);
            Awaitility.await()
                    .ignoreExceptionsInstanceOf(StoreUnavailable.class)
                    .until(() -> store.store().accounts().find(NOBODY).isEmpty());
            release.countDown();
        }
    }

    private StoreFixture open(Deadlines deadlines) {
        return StoreFixture.open(database(), deadlines);
    }

    private Change<String> hanging(StoreFixture store, int weight) {
        return new Change<>(
                store.caller(),
                Action.GENERATE_PSK,
                weight,
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

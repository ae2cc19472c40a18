package dev.keyferry.server.store;

import static dev.keyferry.server.Deployed.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.store.FaultySource.Fault;
import dev.keyferry.server.usecase.PskEntry;
import dev.keyferry.server.usecase.SetPsks.Answer;
import dev.keyferry.server.usecase.port.StoreUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The bulk call with a fault at every single call to the database. */
class CrashTest extends EachEngine {
    private static final List<String> TABLES =
            List.of("record", "psk_version", "data_key", "audit", "head");
    private static final int MOST_STEPS = 100;

    @ParameterizedTest
    @EnumSource(Fault.class)
    void isDoneInWholeOrNotAtAllWhereverTheDatabaseFails(Fault fault) throws Exception {
        FaultySource source = new FaultySource(database().writing());
        try (StoreFixture store = StoreFixture.open(writingBy(source))) {
            AccountId account = store.account();
            List<TunnelId> tunnels = store.tunnels(account, "t", 3);
            store.set(account, entries(tunnels, "first"));

            int faults = 0;
            for (int n = 1; n < MOST_STEPS; n++) {
                if (!failsAt(n, fault, source, store, account, tunnels)) {
                    break;
                }
                faults++;
            }

            assertThat(faults).isBetween(6, MOST_STEPS - 2);
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void saysThatItIsNotKnownWhereALostCommitCannotBeLookedUp(Fault fault) throws Exception {
        FaultySource source = new FaultySource(database().writing());
        try (StoreFixture store = StoreFixture.open(writingBy(source))) {
            AccountId account = store.account();
            List<TunnelId> tunnels = store.tunnels(account, "t", 3);
            store.set(account, entries(tunnels, "first"));
            source.arm(MOST_STEPS, fault);
            store.set(account, entries(tunnels, "counts the steps"));
            int commit = source.steps();

            source.armForGood(commit, fault);
            assertThatThrownBy(() -> store.set(account, entries(tunnels, "lost")))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("not known");
            source.disarm();

            // What was committed without being known is the state from which the next call goes on.
            long committed = store.number("SELECT revision FROM head");
            assertThat(committed).isEqualTo(fault == Fault.AFTER ? 9 : 6);
            assertThat(store.set(account, entries(tunnels, "next")).applied()).hasSize(3);
            assertThat(store.store().writer().head()).isEqualTo(new Revision(committed + 3));
            assertThat(AuditChains.verify(store))
                    .isEqualTo(store.number("SELECT count(*) FROM audit"));
        }
    }

    /** Returns false where the call has fewer steps than {@code n}. */
    private static boolean failsAt(
            int n,
            Fault fault,
            FaultySource source,
            StoreFixture store,
            AccountId account,
            List<TunnelId> tunnels)
            throws InterruptedException {
        List<List<String>> before = contents(store);
        Revision head = store.store().writer().head();
        source.arm(n, fault);
        Optional<Answer> answer = tryToSet(store, account, entries(tunnels, "key " + n));
        int steps = source.steps();
        source.disarm();

        List<List<String>> after = contents(store);
        if (answer.isPresent()) {
            assertThat(answer.get().applied()).hasSize(tunnels.size());
            assertThat(after).isNotEqualTo(before);
            assertThat(store.store().writer().head())
                    .isEqualTo(new Revision(head.value() + tunnels.size()));
        } else {
            assertThat(after).as("the failed call left something").isEqualTo(before);
        }
        assertThat(store.number("SELECT revision FROM head"))
                .isEqualTo(store.store().writer().head().value());
        assertThat(store.number("SELECT max(revision) FROM record"))
                .isEqualTo(store.number("SELECT revision FROM head"));
        assertThat(AuditChains.verify(store)).isEqualTo(store.number("SELECT count(*) FROM audit"));
        return steps >= n;
    }

    private static Optional<Answer> tryToSet(
            StoreFixture store, AccountId account, List<PskEntry> entries)
            throws InterruptedException {
        try {
            return Optional.of(store.set(account, entries));
        } catch (StoreUnavailable e) {
            assertThat(e).hasMessageContaining("nothing was changed");
            return Optional.empty();
        }
    }

    private static List<List<String>> contents(StoreFixture store) {
        return TABLES.stream().map(store::rows).toList();
    }

    private static List<PskEntry> entries(List<TunnelId> tunnels, String key) {
        List<PskEntry> entries = new ArrayList<>();
        for (int i = 0; i < tunnels.size(); i++) {
            entries.add(entry(tunnels.get(i), "qV7mZ2xKd9RtB4nW " + key + " " + i));
        }
        return entries;
    }
}

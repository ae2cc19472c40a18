package dev.keyferry.feed.seal;

import static dev.keyferry.feed.Examples.EDGE;
import static dev.keyferry.feed.Examples.EPOCH;
import static dev.keyferry.feed.Examples.REVISION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.feed.Examples;
import dev.keyferry.feed.record.KeyBinding;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.record.SealedDataKey;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class OpenerTest {
    private static final int THREADS = 8;
    private static final int RECORDS = 50;

    private final EdgePrivateKey edgeKey = EdgePrivateKey.generate();
    private final RecordKey recordKey = RecordKey.generate(new SecureRandom());
    private final Opener opener = new Opener(edgeKey, recordKey);
    private final KeyBinding binding = Examples.binding();
    private final Psk psk = Psk.copyOf(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});

    @Test
    void dataKeyIsOpenedOnceForAllItsRecords() {
        DataKey dataKey = dataKey();
        for (int i = 0; i < RECORDS; i++) {
            assertThat(opens(dataKey)).isTrue();
        }

        assertThat(opener.openedDataKeys()).isEqualTo(1);
    }

    @Test
    void keepsAtMost1024OpenedDataKeys() {
        DataKey first = dataKey();
        assertThat(opens(first)).isTrue();
        for (int i = 1; i < Opener.MAX_OPENED; i++) {
            assertThat(opens(dataKey())).isTrue();
        }
        assertThat(opener.openedDataKeys()).isEqualTo(1_024);

        assertThat(opens(dataKey())).isTrue();
        assertThat(opener.openedDataKeys()).isEqualTo(1_024);
        assertThat(opens(first)).isTrue();
    }

    @Test
    void opensWhatIsSealedToAnyOfItsEdgeKeysAndNothingElse() {
        EdgePrivateKey newer = EdgePrivateKey.generate();
        DataKey fresh = DataKey.fresh(newer.publicKey(), EDGE, EPOCH);
        KeyRecord record = fresh.seal(REVISION, binding, psk, recordKey);
        Opener both = new Opener(List.of(newer, edgeKey), recordKey);

        assertThat(both.open(record, fresh.sealed()).sameAs(psk)).isTrue();
        DataKey former = dataKey();
        KeyRecord old = former.seal(REVISION, binding, psk, recordKey);
        assertThat(both.open(old, former.sealed()).sameAs(psk)).isTrue();
        assertThat(both.edgeKeys())
                .containsExactly(newer.publicKey().id(), edgeKey.publicKey().id());
        assertThat(opener.isFor(fresh.sealed())).isFalse();
        assertThatThrownBy(() -> opener.open(record, fresh.sealed()))
                .isInstanceOf(NotAuthentic.class);
    }

    @Test
    void keepsNothingOfARefusedDataKey() {
        DataKey dataKey = dataKey();
        KeyRecord record = dataKey.seal(REVISION, binding, psk, recordKey);
        SealedDataKey wrong =
                new SealedDataKey(
                        record.dataKey(), edgeKey.publicKey().id(), dataKey().sealed().sealed());
        assertThatThrownBy(() -> opener.open(record, wrong)).isInstanceOf(NotAuthentic.class);

        assertThat(opener.openedDataKeys()).isZero();
    }

    @Test
    void opensFromManyThreads() throws InterruptedException, ExecutionException {
        DataKey dataKey = dataKey();
        List<KeyRecord> records = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            records.add(dataKey.seal(REVISION, Examples.binding(i), psk, recordKey));
        }
        try (var executor = Executors.newFixedThreadPool(THREADS)) {
            List<Future<Long>> opened = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                opened.add(executor.submit(() -> opened(records, dataKey.sealed())));
            }
            for (Future<Long> future : opened) {
                assertThat(future.get()).isEqualTo(RECORDS);
            }
        }
    }

    private long opened(List<KeyRecord> records, SealedDataKey dataKey) {
        return records.stream().filter(r -> opener.open(r, dataKey).sameAs(psk)).count();
    }

    private boolean opens(DataKey dataKey) {
        KeyRecord record = dataKey.seal(REVISION, binding, psk, recordKey);
        return opener.open(record, dataKey.sealed()).sameAs(psk);
    }

    private DataKey dataKey() {
        return DataKey.fresh(edgeKey.publicKey(), EDGE, EPOCH);
    }
}

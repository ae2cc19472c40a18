package dev.keyferry.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.feed.History;
import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.AccountNumber;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.GeneratedIdentities;
import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.feed.record.GoneRecord;
import dev.keyferry.feed.record.KeyBinding;
import dev.keyferry.feed.record.TunnelRecord;
import dev.keyferry.server.usecase.port.Records;
import dev.keyferry.server.usecase.port.StoreUnavailable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedRecordsTest {
    private static final Epoch EPOCH = new Epoch("e".repeat(32));
    private static final EdgeId EDGE = EdgeId.DEFAULT;

    private final FeedHub hub = new FeedHub();
    private final AtomicInteger reads = new AtomicInteger();

    @Test
    void readsOnceForAllWhoAskForTheSameBetweenTwoCommits() throws InterruptedException {
        SharedRecords records = new SharedRecords((_, after) -> read(after, 1), hub);
        for (int gateway = 0; gateway < 100; gateway++) {
            assertThat(records.after(EDGE, Revision.NONE).records()).hasSize(1);
        }
        assertThat(reads).hasValue(1);

        hub.committed(new Revision(7));
        records.after(EDGE, Revision.NONE);
        assertThat(reads).as("something newer may be there").hasValue(2);
        records.after(EDGE, new Revision(1));
        records.after(new EdgeId("other"), new Revision(1));
        assertThat(reads).as("another position, another edge").hasValue(4);
    }

    @Test
    void keepsNoLongReading() throws InterruptedException {
        int longest = SharedRecords.MAX_KEPT_RECORDS;
        SharedRecords kept = new SharedRecords((_, after) -> read(after, longest), hub);
        kept.after(EDGE, Revision.NONE);
        kept.after(EDGE, Revision.NONE);
        assertThat(reads).hasValue(1);

        SharedRecords tooLong = new SharedRecords((_, after) -> read(after, longest + 1), hub);
        tooLong.after(EDGE, Revision.NONE);
        tooLong.after(EDGE, Revision.NONE);
        assertThat(reads).hasValue(3);
    }

    @Test
    void aFailureIsOfTheOneWhoReadAndIsNotKept() throws InterruptedException {
        SharedRecords records =
                new SharedRecords(
                        (_, after) -> {
                            if (reads.get() == 0) {
                                read(after, 0);
                                throw new StoreUnavailable("no", new IllegalStateException());
                            }
                            return read(after, 1);
                        },
                        hub);
        assertThatThrownBy(() -> records.after(EDGE, Revision.NONE))
                .isInstanceOf(StoreUnavailable.class);
        assertThat(records.after(EDGE, Revision.NONE).records()).hasSize(1);
    }

    @Test
    void whoWaitsForAReadingThatIsInterruptedReadsByHimself() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Records store =
                (_, after) -> {
                    if (reads.get() == 0) {
                        read(after, 0);
                        begun.countDown();
                        new CountDownLatch(1).await();
                    }
                    return read(after, 1);
                };
        SharedRecords records = new SharedRecords(store, hub);
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        Thread first =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                records.after(EDGE, Revision.NONE);
                            } catch (InterruptedException e) {
                                failure.complete(e);
                            }
                        });
        begun.await();
        CompletableFuture<Records.Stretch> second = new CompletableFuture<>();
        Thread waiting =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                second.complete(records.after(EDGE, Revision.NONE));
                            } catch (InterruptedException e) {
                                second.completeExceptionally(e);
                            }
                        });
        while (waiting.getState() != Thread.State.WAITING) {
            Thread.sleep(1);
        }
        first.interrupt();

        assertThat(second.get().records()).hasSize(1);
        assertThat(failure.get()).isInstanceOf(InterruptedException.class);
    }

    private Records.Stretch read(Revision after, int records) {
        reads.incrementAndGet();
        Revision head = new Revision(after.value() + records);
        List<TunnelRecord> gone =
                IntStream.rangeClosed(1, records)
                        .<TunnelRecord>mapToObj(number -> gone(after.value() + number))
                        .toList();
        return new Records.Stretch(
                History.of(EPOCH), head, Optional.empty(), Revision.NONE, gone, List.of());
    }

    private static GoneRecord gone(long revision) {
        AccountNumber number = new AccountNumber(1_000);
        TunnelId tunnel = new TunnelId("%032x".formatted(revision));
        IkeDomain domain = new IkeDomain("ipsec.example.net");
        KeyBinding binding =
                new KeyBinding(
                        EPOCH,
                        EDGE,
                        new AccountId("a".repeat(32)),
                        number,
                        tunnel,
                        PskVersion.FIRST,
                        GeneratedIdentities.of(number, tunnel, domain).all());
        return new GoneRecord(new Revision(revision), binding, Bytes.copyOf(new byte[32]));
    }
}

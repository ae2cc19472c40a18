package dev.keyferry.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.DataKeyId;
import dev.keyferry.feed.id.EdgeKeyId;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.record.GoneRecord;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.record.SealedDataKey;
import dev.keyferry.feed.record.TunnelRecord;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PageTest {
    private static final DataKeyId KEY_1 = new DataKeyId("1".repeat(32));
    private static final DataKeyId KEY_2 = new DataKeyId("2".repeat(32));

    @Test
    void emptyPageReachesTheHead() {
        assertThat(page(5, 5, 5, List.of(), List.of()).isLast()).isTrue();
        assertThat(page(5, 9, 9, List.of(), List.of()).isLast()).isTrue();
        refuses(5, 5, 9, List.of(), List.of());
        refuses(5, 7, 9, List.of(), List.of());
    }

    @Test
    void positionsAscend() {
        refuses(6, 5, 5, List.of(), List.of());
        refuses(4, 6, 5, List.of(), List.of());
    }

    @Test
    void recordsAscendBetweenAfterAndUpTo() {
        assertThat(page(4, 6, 9, List.of(), List.of(gone(5), gone(6))).isLast()).isFalse();
        assertThat(page(4, 9, 9, List.of(), List.of(gone(5), gone(6))).isLast()).isTrue();
        refuses(5, 6, 9, List.of(), List.of(gone(5), gone(6)));
        refuses(4, 5, 9, List.of(), List.of(gone(5), gone(6)));
        refuses(4, 6, 9, List.of(), List.of(gone(6), gone(5)));
        refuses(4, 7, 9, List.of(), List.of(gone(5), gone(6)));
    }

    @Test
    void tunnelHasOneRecord() {
        refuses(0, 2, 2, List.of(), List.of(gone(1, 7), gone(2, 7)));
    }

    @Test
    void dataKeysAreThoseThatTheRecordsName() {
        List<TunnelRecord> records = List.of(key(1, KEY_1), key(2, KEY_1), gone(3));

        assertThat(page(0, 3, 3, List.of(sealed(KEY_1)), records).dataKeys()).hasSize(1);
        refuses(0, 3, 3, List.of(), records);
        refuses(0, 3, 3, List.of(sealed(KEY_2)), records);
        refuses(0, 3, 3, List.of(sealed(KEY_1), sealed(KEY_2)), records);
        refuses(0, 3, 3, List.of(sealed(KEY_1), sealed(KEY_1)), records);
    }

    @Test
    void pageHasAtMost1000Records() {
        assertThat(page(0, 1_000, 2_000, List.of(), goneUpTo(1_000)).records()).hasSize(1_000);
        refuses(0, 1_001, 2_000, List.of(), goneUpTo(1_001));
    }

    private static List<TunnelRecord> goneUpTo(long revision) {
        return LongStream.rangeClosed(1, revision).mapToObj(PageTest::gone).toList();
    }

    private static TunnelRecord gone(long revision) {
        return gone(revision, revision);
    }

    private static TunnelRecord gone(long revision, long tunnel) {
        return new GoneRecord(new Revision(revision), Examples.binding(tunnel), mac());
    }

    private static TunnelRecord key(long revision, DataKeyId dataKey) {
        return new KeyRecord(
                new Revision(revision),
                Examples.binding(revision),
                dataKey,
                Bytes.copyOf(new byte[92]),
                mac());
    }

    private static SealedDataKey sealed(DataKeyId id) {
        return new SealedDataKey(id, new EdgeKeyId("e".repeat(32)), Bytes.copyOf(new byte[80]));
    }

    private static Bytes mac() {
        return Bytes.copyOf(new byte[KeyRecord.MAC_BYTES]);
    }

    private static Page page(
            long after,
            long upTo,
            long head,
            List<SealedDataKey> dataKeys,
            List<TunnelRecord> records) {
        return new Page(
                Examples.EPOCH,
                new Revision(after),
                new Revision(upTo),
                new Revision(head),
                dataKeys,
                records);
    }

    private static void refuses(
            long after,
            long upTo,
            long head,
            List<SealedDataKey> dataKeys,
            List<TunnelRecord> records) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> page(after, upTo, head, dataKeys, records));
    }
}

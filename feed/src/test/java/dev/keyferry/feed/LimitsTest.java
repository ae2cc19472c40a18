package dev.keyferry.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.DataKeyId;
import dev.keyferry.feed.id.EdgeKeyId;
import dev.keyferry.feed.record.GoneRecord;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.record.SealedDataKey;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private static final DataKeyId DATA_KEY = new DataKeyId("1".repeat(32));
    private static final EdgeKeyId EDGE_KEY = new EdgeKeyId("e".repeat(32));

    @Test
    void sealedKeyHas1To512BytesAndItsMac32() {
        assertThat(record(1, 32).sealed().length()).isEqualTo(1);
        assertThat(record(512, 32).sealed().length()).isEqualTo(512);
        assertThatIllegalArgumentException().isThrownBy(() -> record(0, 32));
        assertThatIllegalArgumentException().isThrownBy(() -> record(513, 32));
        assertThatIllegalArgumentException().isThrownBy(() -> record(1, 31));
        assertThatIllegalArgumentException().isThrownBy(() -> record(1, 33));
    }

    @Test
    void macOfAGoneRecordHas32Bytes() {
        assertThat(gone(32).mac().length()).isEqualTo(32);
        assertThatIllegalArgumentException().isThrownBy(() -> gone(31));
        assertThatIllegalArgumentException().isThrownBy(() -> gone(33));
    }

    @Test
    void sealedDataKeyHas1To512Bytes() {
        assertThat(dataKey(1).sealed().length()).isEqualTo(1);
        assertThat(dataKey(512).sealed().length()).isEqualTo(512);
        assertThatIllegalArgumentException().isThrownBy(() -> dataKey(0));
        assertThatIllegalArgumentException().isThrownBy(() -> dataKey(513));
    }

    @Test
    void pollWaitsFrom0To25Seconds() {
        assertThat(poll(Duration.ZERO).patience()).isZero();
        assertThat(poll(Duration.ofSeconds(25)).patience()).isEqualTo(Poll.MAX_PATIENCE);
        assertThatIllegalArgumentException().isThrownBy(() -> poll(Duration.ofNanos(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> poll(Poll.MAX_PATIENCE.plusNanos(1)));
    }

    @Test
    void pollWaitsWholeMilliseconds() {
        assertThat(poll(Duration.ofNanos(1_999_999)).patience()).isEqualTo(Duration.ofMillis(1));
    }

    private static KeyRecord record(int sealed, int mac) {
        return new KeyRecord(
                Examples.REVISION, Examples.binding(), DATA_KEY, bytes(sealed), bytes(mac));
    }

    private static GoneRecord gone(int mac) {
        return new GoneRecord(Examples.REVISION, Examples.binding(), bytes(mac));
    }

    private static SealedDataKey dataKey(int sealed) {
        return new SealedDataKey(DATA_KEY, EDGE_KEY, bytes(sealed));
    }

    private static Poll poll(Duration patience) {
        return new Poll(Examples.SESSION, new Position.Start(), patience);
    }

    private static Bytes bytes(int length) {
        return Bytes.copyOf(new byte[length]);
    }
}

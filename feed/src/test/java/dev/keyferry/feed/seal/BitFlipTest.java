package dev.keyferry.feed.seal;

import static dev.keyferry.feed.Examples.EDGE;
import static dev.keyferry.feed.Examples.EPOCH;
import static dev.keyferry.feed.Examples.REVISION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.Examples;
import dev.keyferry.feed.codec.DataKeyCodec;
import dev.keyferry.feed.codec.MalformedFeed;
import dev.keyferry.feed.codec.RecordCodec;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.record.TunnelRecord;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every bit of what is stored and sent counts, but for the revision's. */
class BitFlipTest {
    /** Where the revision stands in a record's form: behind format, document and kind. */
    private static final int REVISION_AT = 3;

    private final EdgePrivateKey edgeKey = EdgePrivateKey.generate();
    private final RecordKey recordKey = RecordKey.generate(new SecureRandom());
    private final DataKey dataKey = DataKey.fresh(edgeKey.publicKey(), EDGE, EPOCH);
    private final Psk psk = Psk.copyOf(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});

    @Test
    void keyRecordWithAFlippedBitDoesNotOpen() {
        KeyRecord record = dataKey.seal(REVISION, Examples.binding(), psk, recordKey);
        var opener = new Opener(edgeKey, recordKey);

        assertThat(accepted(RecordCodec.encode(record), form -> open(opener, form)))
                .containsExactlyElementsOf(bitsOfARevision());
    }

    @Test
    void goneRecordWithAFlippedBitDoesNotCount() {
        byte[] form = RecordCodec.encode(recordKey.gone(REVISION, Examples.binding()));
        var opener = new Opener(edgeKey, recordKey);

        assertThat(accepted(form, flipped -> opener.check(RecordCodec.decode(flipped))))
                .containsExactlyElementsOf(bitsOfARevision());
    }

    @Test
    void dataKeyWithAFlippedBitDoesNotOpen() {
        KeyRecord record = dataKey.seal(REVISION, Examples.binding(), psk, recordKey);
        var opener = new Opener(edgeKey, recordKey);

        assertThat(
                        accepted(
                                DataKeyCodec.encode(dataKey.sealed()),
                                form -> opener.open(record, DataKeyCodec.decode(form))))
                .isEmpty();
    }

    private void open(Opener opener, byte[] form) {
        TunnelRecord record = RecordCodec.decode(form);
        if (record instanceof KeyRecord key) {
            assertThat(opener.open(key, dataKey.sealed()).sameAs(psk)).isTrue();
        } else {
            opener.check(record);
        }
    }

    /** All bits of the revision but the first, which would make it negative. */
    private static List<Integer> bitsOfARevision() {
        List<Integer> bits = new ArrayList<>();
        for (int bit = REVISION_AT * 8; bit < (REVISION_AT + Long.BYTES) * 8; bit++) {
            if (bit != REVISION_AT * 8 + 7) {
                bits.add(bit);
            }
        }
        return bits;
    }

    /** The bits, 0 the lowest of the first byte, whose flipping {@code reader} does not refuse. */
    private static List<Integer> accepted(byte[] form, Reader reader) {
        List<Integer> accepted = new ArrayList<>();
        for (int bit = 0; bit < form.length * 8; bit++) {
            byte[] flipped = form.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            if (accepts(reader, flipped)) {
                accepted.add(bit);
            }
        }
        return accepted;
    }

    private static boolean accepts(Reader reader, byte[] form) {
        try {
            reader.read(form);
            return true;
        } catch (MalformedFeed | NotAuthentic e) {
            return false;
        }
    }

    private interface Reader {
        void read(byte[] form);
    }
}

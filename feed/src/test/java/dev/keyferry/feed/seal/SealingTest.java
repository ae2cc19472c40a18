package dev.keyferry.feed.seal;

import static dev.keyferry.feed.Examples.EDGE;
import static dev.keyferry.feed.Examples.EPOCH;
import static dev.keyferry.feed.Examples.REVISION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.feed.Examples;
import dev.keyferry.feed.record.KeyBinding;
import dev.keyferry.feed.record.KeyRecord;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class SealingTest {
    private final EdgePrivateKey edgeKey = EdgePrivateKey.generate();
    private final RecordKey recordKey = RecordKey.generate(new SecureRandom());
    private final DataKey dataKey = DataKey.fresh(edgeKey.publicKey(), EDGE, EPOCH);
    private final Opener opener = new Opener(edgeKey, recordKey);
    private final KeyBinding binding = Examples.binding();
    private final Psk psk = psk("correct horse battery");

    @Test
    void sealedKeyOpensOnItsGateway() {
        KeyRecord record = dataKey.seal(REVISION, binding, psk, recordKey);

        assertThat(opener.open(record, dataKey.sealed()).sameAs(psk)).isTrue();
        assertThat(record.binding()).isEqualTo(binding);
        assertThat(record.revision()).isEqualTo(REVISION);
    }

    @Test
    void keysSurviveTheirFiles() {
        KeyRecord record = dataKey.seal(REVISION, binding, psk, recordKey);
        var reread =
                new Opener(
                        EdgePrivateKey.decode(edgeKey.encode()),
                        RecordKey.decode(recordKey.encode()));

        assertThat(reread.open(record, dataKey.sealed()).sameAs(psk)).isTrue();
        var publicKey = EdgePublicKey.decode(edgeKey.publicKey().encoded());
        assertThat(publicKey.id()).isEqualTo(edgeKey.publicKey().id());
        assertThat(publicKey.encoded()).isEqualTo(edgeKey.publicKey().encoded());
    }

    @Test
    void forgottenDataKeySealsNoMore() {
        dataKey.forget();

        assertThatThrownBy(() -> dataKey.seal(REVISION, binding, psk, recordKey))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void dataKeySealsTenThousandKeysAndNotOneMore() {
        for (int i = 0; i < DataKey.MAX_USES; i++) {
            assertThat(dataKey.remaining()).isEqualTo(DataKey.MAX_USES - i);
            dataKey.seal(REVISION, binding, psk, recordKey);
        }

        assertThat(dataKey.remaining()).isZero();
        assertThatThrownBy(() -> dataKey.seal(REVISION, binding, psk, recordKey))
                .isInstanceOf(IllegalStateException.class);
    }

    private static Psk psk(String text) {
        return Psk.copyOf(text.getBytes(StandardCharsets.US_ASCII));
    }
}

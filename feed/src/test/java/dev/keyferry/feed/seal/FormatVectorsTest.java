package dev.keyferry.feed.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.feed.Vectors;
import dev.keyferry.feed.codec.DataKeyCodec;
import dev.keyferry.feed.codec.RecordCodec;
import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.record.SealedDataKey;
import dev.keyferry.feed.record.TunnelRecord;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was sealed once opens for ever: the vectors come from a second implementation. */
class FormatVectorsTest {
    private static final String REFUSED = "not authentic";

    static Stream<Vectors.Case> canonical() {
        return Vectors.of("canonical.txt");
    }

    static Stream<Vectors.Case> records() {
        return Vectors.of("records.txt");
    }

    static Stream<Vectors.Case> fingerprints() {
        return Vectors.of("fingerprints.txt");
    }

    static Stream<Vectors.Case> opened() {
        return Vectors.of("sealed.txt").filter(vector -> !vector.one("psk").equals(REFUSED));
    }

    static Stream<Vectors.Case> refused() {
        return Vectors.of("sealed.txt").filter(vector -> vector.one("psk").equals(REFUSED));
    }

    @ParameterizedTest
    @MethodSource("canonical")
    void canonicalFormAndDigestNeverDrift(Vectors.Case vector) {
        var binding = Vectors.binding(vector);

        assertThat(Bytes.copyOf(CanonicalForm.of(binding)).hex()).isEqualTo(vector.one("form"));
        assertThat(CanonicalForm.digest(binding)).isEqualTo(vector.bytes("digest"));
    }

    @ParameterizedTest
    @MethodSource("records")
    void recordMacNeverDrifts(Vectors.Case vector) {
        RecordKey key = RecordKey.decode(vector.bytes("record-key").toArray());
        TunnelRecord record = RecordCodec.decode(vector.bytes("form").toArray());

        assertThat(record.mac()).isEqualTo(vector.bytes("mac"));
        assertThat(key.isAuthentic(record)).isTrue();
        if (!(record instanceof KeyRecord)) {
            assertThat(key.gone(record.revision(), record.binding())).isEqualTo(record);
        }
        assertThat(key.encode()).isEqualTo(vector.bytes("record-key").toArray());
    }

    @ParameterizedTest
    @MethodSource("fingerprints")
    void fingerprintNeverDrifts(Vectors.Case vector) {
        FingerprintKey key = FingerprintKey.decode(vector.bytes("key").toArray());
        Psk psk = Psk.copyOf(vector.bytes("psk").toArray());

        assertThat(key.of(new AccountId(vector.one("account")), psk).value())
                .isEqualTo(vector.bytes("fingerprint"));
        assertThat(key.encode()).isEqualTo(vector.bytes("key").toArray());
    }

    @ParameterizedTest
    @MethodSource("opened")
    void sealedKeyOpens(Vectors.Case vector) {
        Psk psk = open(vector);

        assertThat(psk.sameAs(Psk.copyOf(vector.bytes("psk").toArray()))).isTrue();
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatIsNotOfTheFormatDoesNotOpen(Vectors.Case vector) {
        assertThatThrownBy(() -> open(vector)).isInstanceOf(NotAuthentic.class);
    }

    @ParameterizedTest
    @MethodSource("opened")
    void keysetsNeverDrift(Vectors.Case vector) {
        EdgePrivateKey edgeKey = EdgePrivateKey.decode(vector.bytes("private-keyset").toArray());

        assertThat(edgeKey.encode()).isEqualTo(vector.bytes("private-keyset").toArray());
        assertThat(edgeKey.publicKey().encoded()).isEqualTo(vector.bytes("public-keyset"));
        assertThat(edgeKey.publicKey().id().value()).isEqualTo(vector.one("edge-key"));
        assertThat(EdgePublicKey.decode(vector.bytes("public-keyset")).id())
                .isEqualTo(edgeKey.publicKey().id());
    }

    private static Psk open(Vectors.Case vector) {
        var opener =
                new Opener(
                        EdgePrivateKey.decode(vector.bytes("private-keyset").toArray()),
                        RecordKey.decode(vector.bytes("record-key").toArray()));
        SealedDataKey dataKey = DataKeyCodec.decode(vector.bytes("data-key").toArray());
        KeyRecord record = (KeyRecord) RecordCodec.decode(vector.bytes("record").toArray());
        return opener.open(record, dataKey);
    }
}

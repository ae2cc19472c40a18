package dev.keyferry.feed.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keyferry.feed.Vectors;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.witness.AuditHead;
import dev.keyferry.feed.witness.AuditKey;
import dev.keyferry.feed.witness.HeadAnswer;
import dev.keyferry.feed.witness.HeadQuestion;
import dev.keyferry.feed.witness.SignedHead;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Heads of the audit, and their signatures, against a second implementation. */
class WitnessVectorsTest {
    static Stream<Vectors.Case> heads() {
        return Vectors.of("witness.txt").filter(v -> v.one("kind").equals("head"));
    }

    static Stream<Vectors.Case> questions() {
        return Vectors.of("witness.txt").filter(v -> v.one("kind").equals("question"));
    }

    @ParameterizedTest
    @MethodSource("heads")
    void eachHeadHasOneSignatureAndOneForm(Vectors.Case vector) {
        AuditKey key = AuditKey.decode(vector.bytes("key-file").toArray());
        SignedHead signed = key.sign(head(vector));

        assertThat(signed.key()).isEqualTo(vector.bytes("key"));
        assertThat(signed.signature()).isEqualTo(vector.bytes("signature"));
        assertThat(signed.isSigned()).isTrue();
        assertThat(key.encode()).isEqualTo(vector.bytes("key-file").toArray());
        byte[] form = vector.bytes("form").toArray();
        assertThat(WitnessCodec.encode(signed)).isEqualTo(form);
        assertThat(WitnessCodec.decodeHead(form)).isEqualTo(signed);

        HeadAnswer alone = new HeadAnswer(signed, Optional.empty());
        HeadAnswer full = new HeadAnswer(signed, Optional.of(signed.head().hash()));
        assertThat(WitnessCodec.encode(alone)).isEqualTo(vector.bytes("answer").toArray());
        assertThat(WitnessCodec.encode(full)).isEqualTo(vector.bytes("full-answer").toArray());
        assertThat(WitnessCodec.decodeAnswer(WitnessCodec.encode(alone))).isEqualTo(alone);
        assertThat(WitnessCodec.decodeAnswer(WitnessCodec.encode(full))).isEqualTo(full);
    }

    @ParameterizedTest
    @MethodSource("questions")
    void eachQuestionHasOneForm(Vectors.Case vector) {
        Optional<AuditHead> remembered =
                vector.all("epoch").isEmpty() ? Optional.empty() : Optional.of(head(vector));
        var question =
                new HeadQuestion(remembered, HeadQuestion.Doubt.valueOf(vector.one("doubt")));
        byte[] form = vector.bytes("form").toArray();
        assertThat(WitnessCodec.encode(question)).isEqualTo(form);
        assertThat(WitnessCodec.decodeQuestion(form)).isEqualTo(question);
    }

    @Test
    void aSignatureCountsForNothingElse() {
        AuditKey key = AuditKey.generate();
        AuditHead head = head(heads().findFirst().orElseThrow());
        SignedHead signed = key.sign(head);
        Bytes otherHash = Bytes.copyOf(new byte[AuditHead.HASH_BYTES]);

        assertThat(signed.isSigned()).isTrue();
        assertThat(
                        Stream.of(
                                with(
                                        signed,
                                        new AuditHead(head.epoch(), head.seq() + 1, head.hash())),
                                with(signed, new AuditHead(head.epoch(), head.seq(), otherHash)),
                                with(
                                        signed,
                                        new AuditHead(
                                                new Epoch("0".repeat(Epoch.DIGITS)),
                                                head.seq(),
                                                head.hash())),
                                new SignedHead(
                                        head, AuditKey.generate().publicKey(), signed.signature()),
                                new SignedHead(head, otherHash, signed.signature()),
                                new SignedHead(
                                        head,
                                        signed.key(),
                                        Bytes.copyOf(new byte[SignedHead.SIGNATURE_BYTES]))))
                .noneMatch(SignedHead::isSigned);
    }

    @Test
    void aKeyOfTwoHalvesIsNone() {
        byte[] one = AuditKey.generate().encode();
        byte[] other = AuditKey.generate().encode();
        System.arraycopy(other, other.length - 32, one, one.length - 32, 32);
        assertThatIllegalArgumentException().isThrownBy(() -> AuditKey.decode(one));
        assertThatIllegalArgumentException().isThrownBy(() -> AuditKey.decode(new byte[85]));
    }

    private static SignedHead with(SignedHead signed, AuditHead head) {
        return new SignedHead(head, signed.key(), signed.signature());
    }

    private static AuditHead head(Vectors.Case vector) {
        return new AuditHead(
                new Epoch(vector.one("epoch")), vector.number("seq"), vector.bytes("hash"));
    }
}

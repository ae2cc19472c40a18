package dev.keyferry.feed.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keyferry.feed.Examples;
import dev.keyferry.feed.id.Bytes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvidenceTest {
    private static final Instant TIME = Instant.parse("2026-11-23T09:14:03.250Z");
    private static final PeerAddress ADDRESS = new PeerAddress(Bytes.ofHex("c6120002"));
    private static final PeerAddress OTHER = new PeerAddress(Bytes.ofHex("c6120003"));

    @Test
    void evidenceHasAtMost1000ProofsAnd256Rejections() {
        assertThat(evidence(proofs(1_000), rejections(256)).isEmpty()).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> evidence(proofs(1_001), rejections(0)));
        assertThatIllegalArgumentException().isThrownBy(() -> evidence(proofs(0), rejections(257)));
    }

    @Test
    void evidenceTellsOneThingOfATunnel() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> evidence(List.of(proof(1), proof(1)), List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> evidence(List.of(), List.of(ofTunnel(1), ofTunnel(1))));
        assertThat(evidence(List.of(proof(1)), List.of(ofTunnel(1))).isEmpty()).isFalse();
    }

    @Test
    void strangersAreApartByIdentityOrAddress() {
        assertThat(
                        evidence(
                                        List.of(),
                                        List.of(
                                                stranger("61", ADDRESS),
                                                stranger("62", ADDRESS),
                                                stranger("61", OTHER)))
                                .rejections())
                .hasSize(3);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        evidence(
                                List.of(),
                                List.of(stranger("61", ADDRESS), stranger("61", ADDRESS))));
    }

    @Test
    void claimedIdentityHasAtMost255Bytes() {
        assertThat(stranger("61".repeat(255), ADDRESS).identity().length()).isEqualTo(255);
        assertThatIllegalArgumentException().isThrownBy(() -> stranger("61".repeat(256), ADDRESS));
    }

    @Test
    void timesAreWholeMilliseconds() {
        Proof proof =
                new Proof(
                        Examples.TUNNEL,
                        Examples.VERSION,
                        TIME.plusNanos(999_999),
                        ADDRESS,
                        Proof.Assurance.ASSURED);

        assertThat(proof.at()).isEqualTo(TIME);
    }

    @Test
    void noHintSaysMoreThanWhatItLooksLike() {
        assertThat(Hint.values())
                .filteredOn(Hint::isOfTunnel)
                .extracting(Hint::sentence)
                .allSatisfy(sentence ->
                        assertThat(sentence).containsAnyOf("looks like", "began before"))
                .noneMatch(sentence -> sentence.contains("is wrong"));
    }

    private static Evidence evidence(List<Proof> proofs, List<Rejection> rejections) {
        return new Evidence(Examples.SESSION, Examples.EPOCH, proofs, rejections);
    }

    private static List<Proof> proofs(int count) {
        return IntStream.range(0, count).mapToObj(EvidenceTest::proof).toList();
    }

    private static List<Rejection> rejections(int count) {
        return IntStream.range(0, count).mapToObj(EvidenceTest::ofTunnel).toList();
    }

    private static Proof proof(int tunnel) {
        return new Proof(
                Examples.tunnel(tunnel), Examples.VERSION, TIME, ADDRESS, Proof.Assurance.ASSURED);
    }

    private static Rejection ofTunnel(int tunnel) {
        return new Rejection(
                Bytes.ofHex("61"),
                Optional.of(new Rejection.Target(Examples.tunnel(tunnel), Examples.VERSION)),
                ADDRESS,
                TIME,
                TIME,
                1,
                Hint.DOWN_WITHOUT_UP);
    }

    private static Rejection stranger(String hex, PeerAddress from) {
        return new Rejection(
                Bytes.ofHex(hex), Optional.empty(), from, TIME, TIME, 1, Hint.UNKNOWN_IDENTITY);
    }
}

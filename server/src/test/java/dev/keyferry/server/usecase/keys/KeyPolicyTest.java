package dev.keyferry.server.usecase.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.feed.seal.Psk;
import dev.keyferry.server.domain.PskPolicy;
import dev.keyferry.server.domain.PskPolicy.Alphabet;
import dev.keyferry.server.domain.UnappliedReason;
import dev.keyferry.server.usecase.keys.finding.KeyAssessment;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyPolicyTest {
    private static final String[] NOT_PRINTABLE = {
        "\u0000", "\t", "\n", "\u001f", "\u007f", "\u00e9", "\u2026"
    };

    @Test
    void acceptsEightToTwoHundredAndFiftyFiveCharactersByDefault() {
        assertThat(byDefault("1234567")).contains(UnappliedReason.KEY_TOO_SHORT);
        assertThat(byDefault("12345678")).isEmpty();
        assertThat(byDefault("a".repeat(PskPolicy.MAX_LENGTH))).isEmpty();
    }

    @Test
    void acceptsPrintableAsciiOnlyByDefault() {
        assertThat(byDefault(" !\"#$%&'()~")).isEmpty();
        for (String not : NOT_PRINTABLE) {
            assertThat(byDefault("12345678" + not)).contains(UnappliedReason.KEY_CHARACTERS);
        }
    }

    @Test
    void acceptsAnyBytesWhereTheAccountDoes() {
        PskPolicy any = new PskPolicy(1, 0, Alphabet.ANY);
        for (String not : NOT_PRINTABLE) {
            assertThat(KeyPolicy.against(any, assess(not))).isEmpty();
        }
    }

    @Test
    void asksForLengthAndBitsAsTheAccountDoes() {
        PskPolicy strict = new PskPolicy(20, 100, Alphabet.PRINTABLE);
        assertThat(KeyPolicy.against(strict, assess("q7ZmR2x!d9KtB4nW8sQ")))
                .contains(UnappliedReason.KEY_TOO_SHORT);
        assertThat(KeyPolicy.against(strict, assess("q7ZmR2x!d9KtB4nW8sQ7"))).isEmpty();
        assertThat(KeyPolicy.against(strict, assess("a".repeat(255))))
                .contains(UnappliedReason.KEY_TOO_GUESSABLE);
    }

    @Test
    void aPolicyHasItsBounds() {
        new PskPolicy(8, 0, Alphabet.PRINTABLE);
        new PskPolicy(1, 0, Alphabet.ANY);
        new PskPolicy(PskPolicy.MAX_LENGTH, PskPolicy.MAX_MINIMUM_BITS, Alphabet.ANY);
        assertThatThrownBy(() -> new PskPolicy(7, 0, Alphabet.PRINTABLE)).hasMessageContaining("8");
        assertThatThrownBy(() -> new PskPolicy(0, 0, Alphabet.ANY)).hasMessageContaining("1");
        assertThatThrownBy(() -> new PskPolicy(256, 0, Alphabet.ANY)).hasMessageContaining("255");
        assertThatThrownBy(() -> new PskPolicy(8, -1, Alphabet.ANY)).hasMessageContaining("0");
        assertThatThrownBy(() -> new PskPolicy(8, 257, Alphabet.ANY)).hasMessageContaining("256");
    }

    @Test
    void callsAKeyOfFewerThanSixteenCharactersWeak() {
        assertThat(KeyPolicy.weakness(assess("q7ZmR2x!d9KtB4n"))).isPresent();
        assertThat(KeyPolicy.weakness(assess("q7ZmR2x!d9KtB4nW8s"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "abcdefghijklmnopqrstuvwxyz012345",
                "12345678901234567890123456789012",
                "abababababababababababababababab",
                "Tunnel-1Tunnel-1Tunnel-1Tunnel-1",
                "3141592653589793238462643383279",
                "deadbeefcafe0123",
                "aabbccaabbccddaabbccddee",
            })
    void seesRepetitionSequenceAndSmallChoice(String key) {
        assertThat(KeyPolicy.weakness(assess(key))).isPresent();
    }

    @Test
    void almostNeverCallsARandomKeyOfThirtyTwoCharactersWeak() {
        assertThat(weakOfThousand("0123456789abcdef", 32, 3)).isLessThan(50);
        assertThat(
                        weakOfThousand(
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
                                32,
                                4))
                .isZero();
        assertThat(
                        weakOfThousand(
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
                                20,
                                5))
                .isLessThan(20);
    }

    private static long weakOfThousand(String alphabet, int length, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, 1_000)
                .mapToObj(i ->
                        random.ints(length, 0, alphabet.length())
                                .mapToObj(alphabet::charAt)
                                .collect(
                                        StringBuilder::new,
                                        StringBuilder::append,
                                        StringBuilder::append))
                .filter(key -> KeyPolicy.weakness(assess(key.toString())).isPresent())
                .count();
    }

    private static Optional<UnappliedReason> byDefault(String key) {
        return KeyPolicy.against(PskPolicy.DEFAULT, assess(key));
    }

    private static KeyAssessment assess(String key) {
        return KeyAssessment.of(psk(key));
    }

    private static Psk psk(String key) {
        return Psk.copyOf(key.getBytes(StandardCharsets.UTF_8));
    }
}

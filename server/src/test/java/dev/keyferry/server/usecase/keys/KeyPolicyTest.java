package dev.keyferry.server.usecase.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.seal.Psk;
import dev.keyferry.server.domain.UnappliedReason;
import dev.keyferry.server.usecase.keys.finding.KeyAssessment;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyPolicyTest {
    @Test
    void acceptsEightToTwoHundredAndFiftyFiveCharacters() {
        assertThat(KeyPolicy.against(psk("1234567"))).contains(UnappliedReason.KEY_TOO_SHORT);
        assertThat(KeyPolicy.against(psk("12345678"))).isEmpty();
        assertThat(KeyPolicy.against(psk("a".repeat(KeyPolicy.MAX_LENGTH)))).isEmpty();
    }

    @Test
    void acceptsPrintableAsciiOnly() {
        assertThat(KeyPolicy.against(psk(" !\"#$%&'()~"))).isEmpty();
        for (String not : new String[] {"\u0000", "\t", "\n", "\u001f", "\u007f", "é", "\u2026"}) {
            assertThat(KeyPolicy.against(psk("12345678" + not)))
                    .contains(UnappliedReason.KEY_CHARACTERS);
        }
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

    private static KeyAssessment assess(String key) {
        return KeyAssessment.of(psk(key));
    }

    private static Psk psk(String key) {
        return Psk.copyOf(key.getBytes(StandardCharsets.UTF_8));
    }
}

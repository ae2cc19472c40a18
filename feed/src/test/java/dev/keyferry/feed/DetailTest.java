package dev.keyferry.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class DetailTest {
    @Test
    void detailOf500BytesStaysWholeAnd501IsCut() {
        assertThat(condition("a".repeat(500))).hasSize(500);
        assertThat(condition("a".repeat(501))).hasSize(500);
        assertThat(exception("a".repeat(501))).hasSize(500);
    }

    @Test
    void detailIsCutBetweenCharactersByTheirBytes() {
        String cut = condition("a".repeat(498) + "\ud83d\ude80");

        assertThat(cut).isEqualTo("a".repeat(498));
        assertThat(condition("\u20ac".repeat(200)).getBytes(StandardCharsets.UTF_8)).hasSize(498);
    }

    @Test
    void everyCharacterCountsAsItsBytesOfUtf8() {
        for (String character :
                List.of("~", "\u00a0", "\u07ff", "\u0800", "\uffff", "\ud800\udc00")) {
            int bytes = character.getBytes(StandardCharsets.UTF_8).length;
            int fitting = GatewayCondition.MAX_DETAIL / bytes;

            assertThat(condition(character.repeat(fitting + 1)))
                    .isEqualTo(character.repeat(fitting));
        }
    }

    @Test
    void controlCharactersAndHalfCharactersAreReplaced() {
        assertThat(condition("a\nb\u0000c\u001b[0m")).isEqualTo("a\ufffdb\ufffdc\ufffd[0m");
        assertThat(condition("x\ud83dy\ude80")).isEqualTo("x\ufffdy\ufffd");
        assertThat(condition("\ud83d\ude80 \u00fc")).isEqualTo("\ud83d\ude80 \u00fc");
    }

    private static String condition(String detail) {
        return new GatewayCondition(
                        GatewayCondition.Kind.CHARON_DOWN,
                        detail,
                        GatewayCondition.Assurance.ASSURED)
                .detail();
    }

    private static String exception(String detail) {
        return new TunnelException(
                        Examples.TUNNEL,
                        Examples.VERSION,
                        TunnelException.Kind.CHARON_REFUSED,
                        detail)
                .detail();
    }
}

package dev.keyferry.feed.enrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnrolTokenTest {
    private static final String DIGITS = "0123456789abcdef".repeat(4);

    @Test
    void tokensAreNewEachTimeAndComeBackFromTheirText() {
        SecureRandom random = new SecureRandom();
        GatewayToken token = GatewayToken.random(random);

        assertThat(token.reveal()).matches("kfg_[0-9a-f]{64}");
        assertThat(GatewayToken.of(token.reveal()).hash()).isEqualTo(token.hash());
        assertThat(GatewayToken.random(random).reveal()).isNotEqualTo(token.reveal());
        assertThat(EnrolmentToken.random(random).reveal()).matches("kfe_[0-9a-f]{64}");
    }

    @Test
    void hashIsTheSha256OfTheText() {
        assertThat(GatewayToken.of("kfg_" + DIGITS).hash().hex())
                .isEqualTo("3f3bdc213cd6890134e84203c7267bff9ceb57d5d4d1f68a14e5ad42a4d22604");
        assertThat(EnrolmentToken.of("kfe_" + DIGITS).hash().hex())
                .isEqualTo("9439a4c4b85e387ccbb3212b83de00fa35caf4b44a3f681caaea7ed4cfba4bbb");
    }

    @Test
    void neverPrintsItself() {
        assertThat(GatewayToken.of("kfg_" + DIGITS)).hasToString("GatewayToken(redacted)");
        assertThat(EnrolmentToken.of("kfe_" + DIGITS)).hasToString("EnrolmentToken(redacted)");
    }

    @Test
    void oneKindIsNotTakenForTheOther() {
        refuses(GatewayToken::of, "kfe_" + DIGITS);
        refuses(EnrolmentToken::of, "kfg_" + DIGITS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "kfg_", "0123456789abcdef", "KFG_0", "kfg_0\n", " kfg_0"})
    void refusesWhatIsNoToken(String text) {
        refuses(GatewayToken::of, text);
    }

    @Test
    void refusesOneDigitMoreOrLessAndOtherDigits() {
        refuses(GatewayToken::of, "kfg_" + DIGITS + "0");
        refuses(GatewayToken::of, "kfg_" + DIGITS.substring(1));
        refuses(GatewayToken::of, "kfg_" + DIGITS.replace('a', 'A'));
        refuses(GatewayToken::of, "kfg_" + DIGITS.replace('a', 'g'));
    }

    private static void refuses(Function<String, ?> parse, String text) {
        assertThatThrownBy(() -> parse.apply(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("64 hexadecimal digits")
                .hasMessageNotContaining("0123");
    }
}

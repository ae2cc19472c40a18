package dev.keyferry.server.console.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

class StampsTest {
    private static final String FORM = "a ticket";

    private final SecureRandom random = new SecureRandom();
    private final Stamps stamps = new Stamps(random);

    @Test
    void knowsAgainWhatTheSameSessionStamped() {
        String stamp = stamps.of(FORM, List.of("account", "", "text"));

        assertThat(stamps.isOf(stamp, FORM, List.of("account", "", "text"))).isTrue();
        assertThat(stamps.isOf(stamp, "another", List.of("account", "", "text"))).isFalse();
        assertThat(stamps.isOf(stamp, FORM, List.of("account", "", "texts"))).isFalse();
        assertThat(stamps.isOf(stamp, FORM, List.of("other", "", "text"))).isFalse();
        assertThat(stamps.isOf("", FORM, List.of("account", "", "text"))).isFalse();
    }

    @Test
    void takesNoTextsForOthersThatReadTheSameInARow() {
        String stamp = stamps.of(FORM, List.of("ab", "c"));

        assertThat(stamps.isOf(stamp, FORM, List.of("a", "bc"))).isFalse();
        assertThat(stamps.isOf(stamp, FORM, List.of("abc"))).isFalse();
        assertThat(stamps.isOf(stamp, FORM + "ab", List.of("c"))).isFalse();
    }

    @Test
    void isNoTestOfGuessesForWhoHasNotItsKey() {
        List<String> texts = List.of("account", "", "guessable");

        assertThat(new Stamps(random).of(FORM, texts)).isNotEqualTo(stamps.of(FORM, texts));
    }
}

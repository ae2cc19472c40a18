package dev.keyferry.server.console.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** That each form is good once. */
class FormNumbersTest {
    private final FormNumbers numbers = new FormNumbers();

    @Test
    void takesEachNumberBackOnce() {
        String first = numbers.next();
        String second = numbers.next();

        assertThat(second).isNotEqualTo(first);
        assertThat(numbers.take(second)).isTrue();
        assertThat(numbers.take(first)).isTrue();
        assertThat(numbers.take(first)).isFalse();
        assertThat(numbers.take(second)).isFalse();
        assertThat(numbers.take(numbers.next())).isTrue();
    }

    @Test
    void forgetsTheOldestForm() {
        String oldest = numbers.next();
        String next = numbers.next();
        for (int i = 2; i < FormNumbers.MAX_OPEN; i++) {
            numbers.next();
        }
        assertThat(numbers.take(oldest)).isTrue();

        String last = numbers.next();
        numbers.next();
        assertThat(numbers.take(next)).isFalse();
        assertThat(numbers.take(last)).isTrue();
    }

    @Test
    void takesNoNumberThatItDidNotGiveOut() {
        numbers.next();

        for (String text : new String[] {"", "0", "2", "-1", "01", "1 ", "x", "9".repeat(40)}) {
            assertThat(numbers.take(text)).as(text).isFalse();
        }
        assertThat(numbers.take("1")).isTrue();
    }
}

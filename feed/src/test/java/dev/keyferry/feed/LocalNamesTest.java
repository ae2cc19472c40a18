package dev.keyferry.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LocalNamesTest {
    @Test
    void namesAreAtMost256() {
        assertThat(new LocalNames(names(256)).texts()).hasSize(256);
        refuses(names(257));
        assertThat(LocalNames.of(names(257)).texts()).hasSize(256);
    }

    @Test
    void nameHas1To255Bytes() {
        assertThat(new LocalNames(List.of("a".repeat(255))).texts()).hasSize(1);
        refuses(List.of("a".repeat(256)));
        refuses(List.of("\u00fc".repeat(128)));
        refuses(List.of(""));
    }

    @Test
    void nameComesOnceAndHasNoControlCharacters() {
        refuses(List.of("a", "b", "a"));
        refuses(List.of("a\nb"));
        refuses(List.of("\ud83d"));
    }

    @Test
    void whatCannotBeToldIsLeftOut() {
        assertThat(LocalNames.of(List.of("b", "a", "b", "", "x\ny", "a".repeat(256))).texts())
                .containsExactly("a", "b");
    }

    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "gw-" + i).toList();
    }

    private static void refuses(List<String> texts) {
        assertThatIllegalArgumentException().isThrownBy(() -> new LocalNames(texts));
    }
}

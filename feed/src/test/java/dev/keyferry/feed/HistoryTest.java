package dev.keyferry.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.feed.id.Epoch;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final Epoch FIRST = epoch(1);
    private static final Epoch SECOND = epoch(2);
    private static final Epoch PRESENT = epoch(3);

    @Test
    void ordersItsEpochsAndPutsAForeignOneBeforeAll() {
        History history = new History(PRESENT, List.of(FIRST, SECOND));

        assertThat(history.rank(PRESENT)).isGreaterThan(history.rank(SECOND));
        assertThat(history.rank(SECOND)).isGreaterThan(history.rank(FIRST));
        assertThat(history.rank(FIRST)).isGreaterThan(history.rank(epoch(4)));
        assertThat(history.succeeds(FIRST)).isTrue();
        assertThat(history.succeeds(PRESENT)).isFalse();
        assertThat(history.has(PRESENT)).isTrue();
        assertThat(history.has(epoch(4))).isFalse();
    }

    @Test
    void hasNoEpochTwice() {
        assertThatThrownBy(() -> new History(PRESENT, List.of(PRESENT)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new History(PRESENT, List.of(FIRST, FIRST)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hasAtMost64FormerEpochs() {
        assertThat(new History(epoch(100), formers(64)).former()).hasSize(64);
        assertThatThrownBy(() -> new History(epoch(100), formers(65)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Epoch> formers(int count) {
        return IntStream.range(0, count).mapToObj(HistoryTest::epoch).toList();
    }

    private static Epoch epoch(int number) {
        return new Epoch("%032x".formatted(number));
    }
}

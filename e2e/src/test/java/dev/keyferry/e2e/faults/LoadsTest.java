package dev.keyferry.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** That the suite would see what it looks for. */
class LoadsTest {
    private final Loads loads = new Loads(LoadsTest::removal);

    @Test
    void olderKeyAfterANewerOneIsAViolation() {
        loads.loading("a", 2);
        loads.loading("b", 1);
        loads.loading("a", 2);
        assertThat(loads.violations()).isEmpty();

        loads.forget();
        loads.loading("a", 1);

        assertThat(loads.violations()).containsExactly("key 1 of a was loaded after number 2");
    }

    @Test
    void keyThatNobodySetIsAViolation() {
        loads.loading("a", -1);

        assertThat(loads.violations()).hasSize(1);
    }

    @Test
    void keyThatNobodyRemovedAndIsTakenAwayIsAViolation() {
        loads.loading("a", 1);
        loads.loaded("a", 1);

        loads.unloading("a");

        assertThat(loads.violations()).containsExactly("the key of a was taken away");
        assertThat(loads.of("a").key()).isEmpty();
    }

    @Test
    void keyThatComesBackAfterItsEndIsAViolation() {
        loads.loading("removed as number 3", 2);
        loads.unloading("removed as number 3");
        loads.unloading("removed as number 3");
        loads.loading("removed as number 3", 4);
        assertThat(loads.violations()).isEmpty();

        loads.loading("removed as number 3", 2);

        assertThat(loads.violations()).hasSize(1);
    }

    @Test
    void holdsWhatTheCharonHasTakenUntilItMayHaveLostIt() {
        loads.loading("a", 1);
        assertThat(loads.of("a").key()).isEmpty();
        loads.loaded("a", 1);
        Loads.Holding held = loads.of("a");
        assertThat(held.key()).contains(1);

        loads.forget();

        assertThat(loads.of("a").key()).isEmpty();
        assertThat(loads.of("a").stamp()).isNotEqualTo(held.stamp());
    }

    @Test
    void seedsDrawEveryKindOfStepAndTheSameOnesAgain() {
        assertThat(Schedule.of(7, 3, 2)).isEqualTo(Schedule.of(7, 3, 2));
        assertThat(
                        LongStream.rangeClosed(1, 10)
                                .boxed()
                                .flatMap(seed -> Schedule.of(seed, 3, 2).steps().stream())
                                .map(Schedule.Step::kind))
                .containsAll(Arrays.asList(Schedule.Kind.values()));
    }

    private static OptionalInt removal(String tunnel, int from) {
        return tunnel.startsWith("removed") && from <= 3 ? OptionalInt.of(3) : OptionalInt.empty();
    }
}

package dev.keyferry.app.command.psk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.app.command.psk.ReauthTally.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ReauthTallyTest {
    private final ReauthTally tally = new ReauthTally(2);

    @ParameterizedTest
    @EnumSource(names = {"failed", "refused"})
    void soManyFailuresAreEnough(Verdict failure) {
        tally.add(failure);
        assertThat(tally.isEnough()).isFalse();
        tally.add(Verdict.proven);
        tally.add(Verdict.failed);
        assertThat(tally.isEnough()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"failed", "refused"})
    void nothingElseIsAFailure(Verdict verdict) {
        for (int i = 0; i < 10; i++) {
            tally.add(verdict);
        }
        assertThat(tally.isEnough()).isFalse();
    }

    @Test
    void wordThatIsNotUnderstoodIsNoSuccess() {
        assertThat(Verdict.of("proven")).isEqualTo(Verdict.proven);
        assertThat(Verdict.of("splendid")).isEqualTo(Verdict.failed);
    }

    @Test
    void failureWinsOverWhatWasNotDone() {
        tally.add(Verdict.undone);
        assertThat(tally.shortfall(0).map(Failure::code)).contains(ExitCode.NOT_LOADED_EVERYWHERE);
        tally.add(Verdict.failed);
        Failure failure = tally.shortfall(7).orElseThrow();
        assertThat(failure.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(failure).hasMessageContaining("1 of").hasMessageContaining("7 were not tried");
        assertThat(tally.summary()).isEqualTo("1 undone, 1 failed");
    }

    @Test
    void nothingIsShortOfRoutersThatShowedTheKeyOrAreNotThere() {
        tally.add(Verdict.proven);
        tally.add(Verdict.idle);
        assertThat(tally.shortfall(0)).isEmpty();
        assertThat(tally.summary()).isEqualTo("1 proven, 1 idle");
    }
}

package dev.keyferry.gateway.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.Report;
import dev.keyferry.feed.RevisionRange;
import dev.keyferry.feed.id.Revision;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class OpenRevisionsTest {
    private static final int MAX = 60;
    private static final int STEPS = 5_000;

    private final OpenRevisions revisions = new OpenRevisions();

    @Test
    void agreesWithAPlainSetAfterEveryStep() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Set<Long> plain = new TreeSet<>();
        for (int step = 0; step < STEPS; step++) {
            long value = 1L + random.nextInt(MAX);
            if (random.nextBoolean()) {
                revisions.add(new Revision(value));
                plain.add(value);
            } else {
                revisions.remove(new Revision(value));
                plain.remove(value);
            }
            long limit = random.nextInt(MAX + 5);
            assertThat(covered(limit))
                    .as("seed %s, step %s", seed, step)
                    .isEqualTo(expected(plain, limit));
        }
    }

    @Test
    void bulkThatIsSettledInOrderIsOneRange() {
        for (long value = 1; value <= 1_000; value++) {
            revisions.add(new Revision(value));
        }
        for (long value = 1_000; value > 500; value--) {
            revisions.remove(new Revision(value));
        }

        assertThat(revisions.settledThrough(new Revision(1_000))).isEqualTo(Revision.NONE);
        assertThat(revisions.settledAhead(new Revision(1_000), Report.MAX_AHEAD))
                .containsExactly(range(501, 1_000));
    }

    @Test
    void highestRangesAreKeptWhereThereAreTooMany() {
        for (long value = 1; value <= 9; value += 2) {
            revisions.add(new Revision(value));
        }

        assertThat(revisions.settledAhead(new Revision(10), 5))
                .containsExactly(range(2, 2), range(4, 4), range(6, 6), range(8, 8), range(10, 10));
        assertThat(revisions.settledAhead(new Revision(10), 2))
                .containsExactly(range(8, 8), range(10, 10));
    }

    private Set<Long> covered(long limit) {
        Set<Long> covered = new TreeSet<>();
        for (long value = 1;
                value <= revisions.settledThrough(new Revision(limit)).value();
                value++) {
            covered.add(value);
        }
        List<RevisionRange> ahead = revisions.settledAhead(new Revision(limit), MAX);
        for (RevisionRange range : ahead) {
            for (long value = range.first().value(); value <= range.last().value(); value++) {
                covered.add(value);
            }
        }
        return covered;
    }

    private static Set<Long> expected(Set<Long> open, long limit) {
        Set<Long> expected = new TreeSet<>();
        for (long value = 1; value <= limit; value++) {
            if (!open.contains(value)) {
                expected.add(value);
            }
        }
        return expected;
    }

    private static RevisionRange range(long first, long last) {
        return new RevisionRange(new Revision(first), new Revision(last));
    }
}

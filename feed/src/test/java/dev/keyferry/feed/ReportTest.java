package dev.keyferry.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keyferry.feed.id.Revision;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReportTest {
    @Test
    void coversWhatIsThroughOrAheadAndNothingElse() {
        Report report = report(10, List.of(range(12, 14), range(16, 16)));

        assertThat(LongStream.rangeClosed(0, 20).filter(r -> report.covers(new Revision(r))))
                .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 12L, 13L, 14L, 16L);
    }

    @Test
    void rangesAheadLieApartAndAscend() {
        refuses(10, List.of(range(11, 12)));
        refuses(10, List.of(range(9, 12)));
        refuses(10, List.of(range(12, 14), range(15, 16)));
        refuses(10, List.of(range(16, 17), range(12, 14)));
    }

    @Test
    void rangeAtTheEndOfAllRevisionsLiesApartToo() {
        refuses(Long.MAX_VALUE, List.of(range(Long.MAX_VALUE, Long.MAX_VALUE)));
        refuses(Long.MAX_VALUE, List.of(range(1, 2)));
        assertThat(report(0, List.of(range(Long.MAX_VALUE, Long.MAX_VALUE))).ahead()).hasSize(1);
    }

    @Test
    void rangeHasItsFirstNotAfterItsLast() {
        assertThatIllegalArgumentException().isThrownBy(() -> range(2, 1));
    }

    @Test
    void reportHasAtMost64RangesAhead() {
        assertThat(report(0, ranges(64)).ahead()).hasSize(64);
        refuses(0, ranges(65));
    }

    @Test
    void reportHasAtMost10000Exceptions() {
        assertThat(report(exceptions(10_000)).exceptions()).hasSize(10_000);
        assertThatIllegalArgumentException().isThrownBy(() -> report(exceptions(10_001)));
    }

    @Test
    void tunnelHasOneException() {
        TunnelException one = exceptions(1).getFirst();

        assertThatIllegalArgumentException().isThrownBy(() -> report(List.of(one, one)));
    }

    private static List<RevisionRange> ranges(int count) {
        return IntStream.range(0, count).mapToObj(i -> range(2 + 2 * i, 2 + 2 * i)).toList();
    }

    private static RevisionRange range(long first, long last) {
        return new RevisionRange(new Revision(first), new Revision(last));
    }

    private static List<TunnelException> exceptions(int count) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        new TunnelException(
                                Examples.tunnel(i),
                                Examples.VERSION,
                                TunnelException.Kind.CHARON_REFUSED,
                                "full"))
                .toList();
    }

    private static Report report(List<TunnelException> exceptions) {
        return report(0, List.of(), exceptions);
    }

    private static Report report(long through, List<RevisionRange> ahead) {
        return report(through, ahead, List.of());
    }

    private static Report report(
            long through, List<RevisionRange> ahead, List<TunnelException> exceptions) {
        return new Report(
                Examples.SESSION,
                Examples.EPOCH,
                new Revision(through),
                new Revision(through),
                ahead,
                Examples.SERVING,
                exceptions,
                LocalNames.NONE);
    }

    private static void refuses(long through, List<RevisionRange> ahead) {
        assertThatIllegalArgumentException().isThrownBy(() -> report(through, ahead));
    }
}

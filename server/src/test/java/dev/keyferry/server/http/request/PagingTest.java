package dev.keyferry.server.http.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keyferry.server.http.answer.RequestRefused;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PagingTest {
    private static final List<Integer> ALL = IntStream.range(0, 45).boxed().toList();

    @Test
    void startsAtTheFirstPage() {
        assertThat(Paging.of(Query.parse(""), Paging.FIRST).of(ALL)).isEqualTo(ALL.subList(0, 20));
    }

    @Test
    void endsWithWhatIsLeftAndThenWithNothing() {
        assertThat(page("3", "20").of(ALL)).isEqualTo(ALL.subList(40, 45));
        assertThat(page("4", "20").of(ALL)).isEmpty();
        assertThat(page("1000000", "1000").of(ALL)).isEmpty();
    }

    @Test
    void refusesWhatIsOutOfRange() {
        for (String wrong : List.of("0", "-1", "1000001", "", "x", "1.5", "99999999999")) {
            assertThatExceptionOfType(RequestRefused.class).isThrownBy(() -> page(wrong, "20"));
            assertThatExceptionOfType(RequestRefused.class).isThrownBy(() -> page("1", wrong));
        }
        assertThatExceptionOfType(RequestRefused.class).isThrownBy(() -> page("1", "1001"));
        assertThatExceptionOfType(RequestRefused.class)
                .isThrownBy(() -> Paging.of(Query.parse("page=1&page=1"), Paging.FIRST));
    }

    private static Paging page(String page, String perPage) {
        return Paging.of(Query.parse("page=" + page + "&per_page=" + perPage), Paging.FIRST);
    }
}

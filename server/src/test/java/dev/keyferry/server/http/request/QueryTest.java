package dev.keyferry.server.http.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keyferry.server.http.answer.RequestRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {
    @Test
    void decodesNamesAndValuesAndKeepsTheirOrder() {
        Query query = Query.parse("a=1&b=&c&a=%322&%61=x+y%20z&d=e=f&u=%C3%A4");
        assertThat(query.values("a")).containsExactly("1", "22", "x y z");
        assertThat(query.values("b")).containsExactly("");
        assertThat(query.values("c")).containsExactly("");
        assertThat(query.values("d")).containsExactly("e=f");
        assertThat(query.values("u")).containsExactly("ä");
        assertThat(query.values("none")).isEmpty();
    }

    @Test
    void mayBeMissingOrEmpty() {
        assertThat(Query.parse(null).values("a")).isEmpty();
        assertThat(Query.parse("").values("a")).isEmpty();
        assertThat(Query.parse("&&").values("a")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "a=%", "a=%2", "a=%zz", "a=%ff", "%c0%80=a", "a=1&b=%e4"})
    void refusesABrokenPercentEncoding(String text) {
        assertThatExceptionOfType(RequestRefused.class).isThrownBy(() -> Query.parse(text));
    }

    @Test
    void refusesMoreParametersThanItIsWorthToKeep() {
        String most = "a&".repeat(Query.MAX_PARAMETERS);
        assertThat(Query.parse(most).values("a")).hasSize(Query.MAX_PARAMETERS);
        assertThatExceptionOfType(RequestRefused.class)
                .isThrownBy(() -> Query.parse(most + "&&b=1"));
    }
}

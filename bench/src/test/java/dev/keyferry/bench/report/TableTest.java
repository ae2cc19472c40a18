package dev.keyferry.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void showsTargetFigureAndVerdictInColumns() {
        String table =
                Table.of(
                        List.of(
                                new Row("new keys", "<= 1.3 x bare", "1.21 x", Row.Verdict.MET),
                                new Row("p99", "<= 10 ms", "11 ms", Row.Verdict.MISSED),
                                Row.beside("bare", "0.1 ms")));

        assertThat(table.lines())
                .containsExactly(
                        "| work     | target        | measured |        |",
                        "| ---      | ---           | ---      | ---    |",
                        "| new keys | <= 1.3 x bare | 1.21 x   | met    |",
                        "| p99      | <= 10 ms      | 11 ms    | missed |",
                        "| bare     |               | 0.1 ms   |        |");
    }
}

package dev.keyferry.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.bench.product.Template;
import dev.keyferry.bench.report.Row;
import dev.keyferry.bench.work.Benchmark;
import dev.keyferry.bench.work.Scale;
import dev.keyferry.bench.work.Workbench;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyferryBenchTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    // The benchmarks themselves fail where a key that was set is not stored or not loaded.
    @Test
    void everyBenchmarkHasFiguresForKeysThatWereStoredAndLoaded() throws Exception {
        Path directory = Files.createTempDirectory("keyferry-bench-", Template.PRIVATE);
        List<Row> rows = new ArrayList<>();
        try (Workbench bench = Workbench.open(directory, Scale.QUICK, printing(errors))) {
            for (Benchmark benchmark : Benchmark.all()) {
                List<Row> own = benchmark.run(bench);
                assertThat(own).as(benchmark.name()).isNotEmpty();
                rows.addAll(own);
            }
        }
        assertThat(rows).allSatisfy(row -> assertThat(row.measured()).containsPattern("\\d"));
        assertThat(rows).extracting(Row::measured).noneMatch(text -> text.contains("NaN"));
    }

    @Test
    void refusesAnUnknownNameAndNamesThoseThereAre() throws Exception {
        int exit = run("bulk", "no-such");

        assertThat(exit).isEqualTo(2);
        assertThat(text(errors)).contains("error:", "no-such", "hint:", "bulk", "one-key");
        assertThat(text(out)).isEmpty();
    }

    private int run(String... arguments) throws Exception {
        return KeyferryBench.run(List.of(arguments), printing(out), printing(errors));
    }

    private static PrintStream printing(ByteArrayOutputStream stream) {
        return new PrintStream(stream, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}

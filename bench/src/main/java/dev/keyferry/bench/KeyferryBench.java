package dev.keyferry.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.keyferry.bench.product.Template;
import dev.keyferry.bench.report.Row;
import dev.keyferry.bench.report.Table;
import dev.keyferry.bench.work.Benchmark;
import dev.keyferry.bench.work.Scale;
import dev.keyferry.bench.work.Workbench;
import dev.keyferry.lab.space.LabUnavailable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/** Runs the benchmarks and prints their figures beside their targets. */
public final class KeyferryBench {
    private static final int DONE = 0;
    private static final int USAGE = 2;
    private static final int NO_LAB = 3;

    private static final String QUICK = "--quick";

    /**
     * What is asked for.
     *
     * @param benchmarks in the order in which they are run
     */
    record Request(List<Benchmark> benchmarks, Scale scale) {}

    private KeyferryBench() {}

    /**
     * Takes names of benchmarks, none for all, and {@code --quick}. Exits with 0 once all figures
     * are printed, whether or not targets are met; 2 for a name that there is not; 3 where no lab
     * can be held.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream errors)
            throws IOException, InterruptedException {
        List<String> unknown = unknown(arguments);
        if (!unknown.isEmpty()) {
            errors.println("error: there is no benchmark " + String.join(", ", unknown));
            errors.println("hint: [NAME ...] [--quick], the names are " + names());
            return USAGE;
        }
        Request request = request(arguments);
        keepLogQuiet();
        Path directory = Files.createTempDirectory("keyferry-bench-", Template.PRIVATE);
        try (Workbench bench = Workbench.open(directory, request.scale(), errors)) {
            out.println(bench.machine());
            out.print(Table.of(rows(request, bench, errors)));
            return DONE;
        } catch (LabUnavailable e) {
            errors.println("error: " + e.getMessage());
            errors.println("hint: the benchmarks load keys into a real charon");
            return NO_LAB;
        }
    }

    /** Charons come and go all the time here, which a gateway tells at the level of information. */
    private static void keepLogQuiet() {
        if (LoggerFactory.getLogger("dev.keyferry") instanceof Logger logger) {
            logger.setLevel(Level.WARN);
        }
    }

    private static List<Row> rows(Request request, Workbench bench, PrintStream errors)
            throws InterruptedException {
        List<Row> rows = new ArrayList<>();
        for (Benchmark benchmark : request.benchmarks()) {
            errors.println(benchmark.name());
            rows.addAll(benchmark.run(bench));
        }
        return rows;
    }

    private static Request request(List<String> arguments) {
        List<Benchmark> named =
                Benchmark.all().stream()
                        .filter(benchmark -> arguments.contains(benchmark.name()))
                        .toList();
        return new Request(
                named.isEmpty() ? Benchmark.all() : named,
                arguments.contains(QUICK) ? Scale.QUICK : Scale.FULL);
    }

    private static List<String> unknown(List<String> arguments) {
        List<String> known = Benchmark.all().stream().map(Benchmark::name).toList();
        return arguments.stream()
                .filter(argument -> !argument.equals(QUICK) && !known.contains(argument))
                .toList();
    }

    private static String names() {
        return Benchmark.all().stream().map(Benchmark::name).collect(Collectors.joining(", "));
    }
}

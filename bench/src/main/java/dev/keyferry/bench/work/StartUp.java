package dev.keyferry.bench.work;

import dev.keyferry.bench.report.Row;
import dev.keyferry.bench.report.Times;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Starts the command serve in a process of its own and waits for the line that says it listens. */
final class StartUp implements Benchmark {
    private static final Duration MOST = Duration.ofMillis(1_200);

    private static final Duration MOST_WITH_CACHE = Duration.ofMillis(700);

    /** The JVM's own log, which says much when it makes a cache, must not stand before the line. */
    private static final List<String> SERVER_OPTIONS =
            List.of(
                    "-Xlog:disable",
                    "-Xlog:all=warning:stderr",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-XX:-UsePerfData",
                    "-XX:+UseSerialGC",
                    "-Xms64m");

    /** Repetitions for one of those that take seconds. */
    private static final int TIMES_AS_MANY = 2;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public List<Row> run(Workbench bench) throws InterruptedException {
        Times first = new Times();
        Times again = new Times();
        Times cached = new Times();
        Optional<Path> cache = trainedCache(bench);
        for (int round = 0; round < bench.scale().rounds() * TIMES_AS_MANY; round++) {
            Path data = bench.freshDirectory().resolve("data");
            first.add(start(data, List.of()));
            again.add(start(data, List.of()));
            if (cache.isPresent()) {
                cached.add(start(data, List.of("-XX:AOTCache=" + cache.get())));
            }
        }
        List<Row> rows = new ArrayList<>();
        rows.add(within("start to listening", MOST, again));
        rows.add(Row.beside("start to listening, the very first", Times.text(first.median())));
        if (cache.isPresent()) {
            rows.add(within("start to listening, with an AOT cache", MOST_WITH_CACHE, cached));
        }
        return rows;
    }

    private static Row within(String work, Duration most, Times times) {
        return new Row(
                work,
                "<= " + Times.text(most),
                Times.text(times.median()),
                Row.Verdict.of(times.median().compareTo(most) <= 0));
    }

    /**
     * A JVM makes a cache (JEP 514) of jars only, so there is none where classes lie in
     * directories.
     */
    private static Optional<Path> trainedCache(Workbench bench) throws InterruptedException {
        Path directory = bench.freshDirectory();
        Path cache = directory.resolve("serve.aot");
        start(directory.resolve("data"), List.of("-XX:AOTCacheOutput=" + cache));
        return Optional.of(cache).filter(Files::exists);
    }

    private static Duration start(Path data, List<String> options) throws InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command(data, options));
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        long start = System.nanoTime();
        try {
            Process process = builder.start();
            try (BufferedReader lines = process.inputReader()) {
                String line = lines.readLine();
                Duration took = Duration.ofNanos(System.nanoTime() - start);
                if (line == null || !line.startsWith("listening on ")) {
                    throw new IllegalStateException("serve did not start");
                }
                return took;
            } finally {
                process.destroy();
                process.waitFor();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As the script keyferry starts it; what the script itself takes is left out. */
    private static List<String> command(Path data, List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(SERVER_OPTIONS);
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of("dev.keyferry.app.Keyferry", "serve", "--data", data.toString()));
        command.addAll(List.of("--listen", "127.0.0.1:0"));
        return command;
    }
}

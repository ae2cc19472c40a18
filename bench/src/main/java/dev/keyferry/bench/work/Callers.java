package dev.keyferry.bench.work;

import dev.keyferry.bench.product.ApiCaller;
import dev.keyferry.bench.product.KeySet;
import dev.keyferry.bench.product.Product;
import dev.keyferry.bench.product.StoreWatch;
import dev.keyferry.bench.product.Template;
import dev.keyferry.bench.report.Row;
import dev.keyferry.bench.report.Times;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Many callers who set one key a call, each for a tunnel of its own and each waiting until it is
 * loaded: the use case called in this process, against one caller who does so, and over HTTP.
 */
final class Callers implements Benchmark {
    private static final double LEAST_OF_SERIAL = 2.5;
    private static final double LEAST_OVER_HTTP = 0.5;
    private static final double MOST_COMMITS = 40;
    private static final double PER = 1_000;

    /** Sets one fresh key for a tunnel; returns once it is loaded. */
    private interface Call {
        void set(String tunnel) throws InterruptedException;
    }

    @Override
    public String name() {
        return "callers";
    }

    @Override
    public List<Row> run(Workbench bench) throws InterruptedException {
        Template template = bench.template(bench.scale().tunnels());
        Path socket = bench.freshCharon();
        Path data = template.copyTo(bench.freshDirectory());
        List<String> tunnels = template.tunnels().subList(0, bench.scale().callers());
        ApiCaller.Account account = template.account();
        Times serial = new Times();
        Times together = new Times();
        Times overHttp = new Times();
        List<Double> commits = new ArrayList<>();
        try (Product product = Product.start(data, socket)) {
            Call inProcess = tunnel -> product.setPskInProcess(account, tunnel);
            Call http =
                    tunnel ->
                            product.api()
                                    .setPsks(account, KeySet.fresh(List.of(tunnel)))
                                    .requireAllLoaded(1);
            // The first round warms the JVM up and does not count.
            for (int round = 0; round <= bench.scale().rounds(); round++) {
                Duration one = time(bench.scale(), tunnels.subList(0, 1), inProcess);
                StoreWatch store = product.watchStore();
                Duration many = time(bench.scale(), tunnels, inProcess);
                double written = PER * store.commits() / calls(bench.scale());
                Duration manyOverHttp = time(bench.scale(), tunnels, http);
                if (round > 0) {
                    serial.add(one);
                    together.add(many);
                    overHttp.add(manyOverHttp);
                    commits.add(written);
                }
            }
        }
        return rows(bench, serial, together, overHttp, commits);
    }

    /** Has each caller make its calls; all of them at the same time. */
    private static Duration time(Scale scale, List<String> tunnels, Call call) {
        int callsEach = calls(scale) / tunnels.size();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long start = System.nanoTime();
            List<CompletableFuture<Void>> callers =
                    tunnels.stream()
                            .map(tunnel -> caller(callsEach, tunnel, call, threads))
                            .toList();
            callers.forEach(CompletableFuture::join);
            return Duration.ofNanos(System.nanoTime() - start);
        }
    }

    private static CompletableFuture<Void> caller(
            int calls, String tunnel, Call call, ExecutorService threads) {
        return CompletableFuture.runAsync(
                () -> {
                    for (int i = 0; i < calls; i++) {
                        try {
                            call.set(tunnel);
                        } catch (InterruptedException e) {
                            throw new IllegalStateException("nobody interrupts a caller", e);
                        }
                    }
                },
                threads);
    }

    /** As many for the one caller as for all others together. */
    private static int calls(Scale scale) {
        return scale.callers() * scale.callsEach();
    }

    private static List<Row> rows(
            Workbench bench, Times serial, Times together, Times overHttp, List<Double> commits) {
        int calls = calls(bench.scale());
        bench.say("%,d calls, ms each round:".formatted(calls));
        bench.say("  one caller " + serial.all());
        bench.say("  in process " + together.all());
        bench.say("  over HTTP  " + overHttp.all());
        double gain = serial.ratioTo(together);
        double http = together.ratioTo(overHttp);
        double written = commits.stream().sorted().toList().get(commits.size() / 2);
        String work = bench.scale().callers() + " callers of one key";
        return List.of(
                new Row(
                        work + ", in process",
                        ">= %.1f x one caller".formatted(LEAST_OF_SERIAL),
                        "%.1f x (%s; one %s)"
                                .formatted(gain, rate(calls, together), rate(calls, serial)),
                        Row.Verdict.of(gain >= LEAST_OF_SERIAL)),
                new Row(
                        work + ", over HTTP",
                        ">= %.1f x in process".formatted(LEAST_OVER_HTTP),
                        "%.2f x (%s)".formatted(http, rate(calls, overHttp)),
                        Row.Verdict.of(http >= LEAST_OVER_HTTP)),
                new Row(
                        work + ", commits per 1,000 calls",
                        "<= %.0f".formatted(MOST_COMMITS),
                        "%.0f".formatted(written),
                        Row.Verdict.of(written <= MOST_COMMITS)));
    }

    private static String rate(int calls, Times times) {
        return "%,.0f/s".formatted(calls * 1e9 / times.median().toNanos());
    }
}

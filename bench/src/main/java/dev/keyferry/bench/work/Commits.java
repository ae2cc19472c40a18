package dev.keyferry.bench.work;

import dev.keyferry.bench.product.ApiCaller;
import dev.keyferry.bench.product.Product;
import dev.keyferry.bench.report.Row;
import dev.keyferry.bench.report.Times;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Setting one key a call where no gateway is, so that a call is a commit and little else: by one
 * caller, whose calls are committed one at a time, and by many, whose calls the store groups.
 */
final class Commits implements Benchmark {
    private static final double PER = 1_000;

    @Override
    public String name() {
        return "commits";
    }

    @Override
    public List<Row> run(Workbench bench) throws InterruptedException {
        return List.of(of(StoreKind.SQLITE, bench), of(StoreKind.POSTGRESQL, bench)).stream()
                .flatMap(List::stream)
                .toList();
    }

    private static List<Row> of(StoreKind kind, Workbench bench) throws InterruptedException {
        StoreKind.Kept store = kind.fresh(bench);
        Path data = bench.freshDirectory().resolve("data");
        Times alone = new Times();
        Times grouped = new Times();
        double commits = 0;
        int calls = bench.scale().callers() * bench.scale().callsEach();
        try (Product product = store.start(data)) {
            ApiCaller.Account account = product.api().createAccount("bench");
            List<String> tunnels = product.api().createTunnels(account, bench.scale().callers());
            // The first round warms the JVM up and does not count.
            for (int round = 0; round <= bench.scale().rounds(); round++) {
                Duration one = time(product, account, tunnels.subList(0, 1), calls);
                StoreKind.Commits counted = store.commits(data);
                Duration many = time(product, account, tunnels, calls);
                if (round > 0) {
                    alone.add(one);
                    grouped.add(many);
                    commits += PER * counted.soFar() / calls / bench.scale().rounds();
                }
            }
        }
        bench.say("%s, %,d calls, ms each round:".formatted(kind, calls));
        bench.say("  one at a time " + alone.all());
        bench.say("  grouped       " + grouped.all());
        return List.of(
                Row.beside("commits one at a time, " + kind, rate(calls, alone)),
                Row.beside(
                        "commits grouped, %d callers, %s".formatted(bench.scale().callers(), kind),
                        "%s, %.1f x (%.0f commits per 1,000 calls)"
                                .formatted(rate(calls, grouped), alone.ratioTo(grouped), commits)));
    }

    /** All calls, shared among callers that each have a tunnel of their own. */
    private static Duration time(
            Product product, ApiCaller.Account account, List<String> tunnels, int calls) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long start = System.nanoTime();
            List<CompletableFuture<Void>> callers =
                    tunnels.stream()
                            .map(tunnel ->
                                    CompletableFuture.runAsync(
                                            () ->
                                                    call(
                                                            product,
                                                            account,
                                                            tunnel,
                                                            calls / tunnels.size()),
                                            threads))
                            .toList();
            callers.forEach(CompletableFuture::join);
            return Duration.ofNanos(System.nanoTime() - start);
        }
    }

    private static void call(Product product, ApiCaller.Account account, String tunnel, int calls) {
        try {
            for (int i = 0; i < calls; i++) {
                product.storePskInProcess(account, tunnel);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a caller", e);
        }
    }

    private static String rate(int calls, Times times) {
        double seconds = times.median().toNanos() / 1e9;
        return String.format(Locale.ROOT, "%,.0f/s", calls / seconds);
    }
}

package dev.keyferry.bench.work;

import dev.keyferry.bench.product.ApiCaller;
import dev.keyferry.bench.product.KeySet;
import dev.keyferry.bench.product.Product;
import dev.keyferry.bench.product.Template;
import dev.keyferry.bench.report.Row;
import dev.keyferry.bench.report.Times;
import dev.keyferry.bench.yardstick.BareVici;
import dev.keyferry.bench.yardstick.Secret;
import dev.keyferry.lab.charon.Charon;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/**
 * Kills charon and starts it again, empty: how soon does it hold all its keys, and how soon those
 * that were changed last? The bare client connects as soon as it can and loads the same.
 */
final class CharonRestart implements Benchmark {
    private static final double MOST_OF_BARE = 1.1;
    private static final Duration MOST_FOR_RECENT = Duration.ofMillis(50);

    @Override
    public String name() {
        return "restart";
    }

    @Override
    public List<Row> run(Workbench bench) throws InterruptedException {
        Template template = bench.template(bench.scale().tunnels());
        List<String> tunnels = template.tunnels().subList(0, bench.scale().keys());
        // Taken from the middle, so that the order of the first load does not help.
        int middle = tunnels.size() / 2;
        List<String> recent = tunnels.subList(middle, middle + bench.scale().recent());
        Path data = template.copyTo(bench.freshDirectory());
        List<Secret> held = fill(bench, data, template.account(), tunnels, recent);
        List<String> recentIds =
                held.stream()
                        .map(Secret::id)
                        .filter(id -> recent.contains(Held.tunnelOf(id)))
                        .toList();
        Times product = new Times();
        Times urgent = new Times();
        Times bare = new Times();
        for (int round = 0; round < bench.scale().rounds(); round++) {
            Path socket = bench.freshCharon();
            try (Product running = Product.start(data, socket)) {
                Watch.until(socket, recentIds, held.size());
                running.awaitServing();
                Watch.Seen seen = restart(bench.charon(), recentIds, held.size());
                product.add(seen.all());
                urgent.add(seen.recent());
            }
            bare.add(bareRestart(bench.charon(), held));
        }
        bench.say("ms until charon holds all: product " + product.all() + "; bare " + bare.all());
        return rows(bench, product, urgent, bare);
    }

    /** Sets all keys, then those of the recent tunnels once more; tells what charon holds. */
    private static List<Secret> fill(
            Workbench bench,
            Path data,
            ApiCaller.Account account,
            List<String> tunnels,
            List<String> recent)
            throws InterruptedException {
        Path socket = bench.freshCharon();
        try (Product product = Product.start(data, socket)) {
            KeySet keys = KeySet.fresh(tunnels);
            product.api().setPsks(account, keys).requireAllLoaded(keys.size());
            KeySet changed = KeySet.fresh(recent);
            product.api().setPsks(account, changed).requireAllLoaded(changed.size());
            return Held.inOrder(Held.requireExactly(socket, tunnels), keys, account);
        }
    }

    private static Watch.Seen restart(Charon charon, List<String> recent, int all) {
        charon.kill();
        CompletableFuture<Watch.Seen> watch =
                inThread("watch", () -> Watch.until(charon.socket(), recent, all));
        charon.start();
        return watch.join();
    }

    private static Duration bareRestart(Charon charon, List<Secret> secrets) {
        charon.kill();
        CompletableFuture<Watch.Seen> watch =
                inThread("watch", () -> Watch.until(charon.socket(), List.of(), secrets.size()));
        CompletableFuture<Integer> load =
                inThread(
                        "bare",
                        () -> {
                            try (BareVici vici = Watch.connect(charon.socket())) {
                                vici.load(secrets);
                            }
                            return secrets.size();
                        });
        charon.start();
        load.join();
        return watch.join().all();
    }

    /** The one boundary of its thread: whatever fails there, who waits for it is told. */
    private static <T> CompletableFuture<T> inThread(String name, Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread.ofPlatform()
                .name(name)
                .start(() -> {
                    try {
                        result.complete(work.call());
                    } catch (Throwable e) {
                        result.completeExceptionally(e);
                    }
                });
        return result;
    }

    private static List<Row> rows(Workbench bench, Times product, Times urgent, Times bare) {
        double ofBare = product.ratioTo(bare);
        return List.of(
                new Row(
                        "charon starts again with %,d keys".formatted(bench.scale().keys()),
                        "<= %.1f x bare".formatted(MOST_OF_BARE),
                        "%.2f x (%s; bare %s)"
                                .formatted(
                                        ofBare,
                                        Times.text(product.median()),
                                        Times.text(bare.median())),
                        Row.Verdict.of(ofBare <= MOST_OF_BARE)),
                new Row(
                        "the last %,d changed of them".formatted(bench.scale().recent()),
                        "<= " + Times.text(MOST_FOR_RECENT),
                        Times.text(urgent.median()),
                        Row.Verdict.of(urgent.median().compareTo(MOST_FOR_RECENT) <= 0)));
    }
}

package dev.keyferry.bench.work;

import dev.keyferry.bench.product.ApiCaller;
import dev.keyferry.bench.product.KeySet;
import dev.keyferry.bench.product.Product;
import dev.keyferry.bench.product.Template;
import dev.keyferry.bench.report.Row;
import dev.keyferry.bench.report.Times;
import dev.keyferry.bench.yardstick.BareVici;
import dev.keyferry.bench.yardstick.Secret;
import dev.keyferry.bench.yardstick.Swanctl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Replaces one key of many, one call after the other: on an idle system, and while another caller
 * replaces all the others again and again. For swanctl one key means loading the whole file.
 */
final class OneKey implements Benchmark {
    private static final double LEAST_OF_SWANCTL = 1_000;
    private static final Duration MOST_AT_MEDIAN = Duration.ofNanos(2_500_000);
    private static final Duration MOST_AT_P99 = Duration.ofMillis(10);
    private static final Duration MOST_AT_P99_DURING_LOAD = Duration.ofMillis(50);

    /** Tunnels whose keys are replaced one at a time. */
    private static final int SINGLES = 100;

    @Override
    public String name() {
        return "one-key";
    }

    @Override
    public List<Row> run(Workbench bench) throws InterruptedException {
        Template template = bench.template(bench.scale().tunnels());
        List<String> bulk = template.tunnels().subList(0, bench.scale().keys());
        Path socket = bench.freshCharon();
        List<Secret> held;
        Times idle = new Times();
        Times loaded = new Times();
        try (Product product = Product.start(template.copyTo(bench.freshDirectory()), socket)) {
            ApiCaller.Account account = template.account();
            KeySet keys = KeySet.fresh(bulk);
            product.api().setPsks(account, keys).requireAllLoaded(keys.size());
            held = Held.inOrder(Held.requireExactly(socket, bulk), keys, account);
            for (int sample = 0; sample < bench.scale().samples(); sample++) {
                idle.add(single(product, account, bulk.get(sample * 7 % bulk.size())));
            }
            duringLoad(bench, product, template, loaded);
        }
        Times swanctl = swanctl(bench, held);
        Times bare = bare(bench, held);
        return rows(bench, idle, loaded, swanctl, bare);
    }

    private static Duration single(Product product, ApiCaller.Account account, String tunnel)
            throws InterruptedException {
        KeySet key = KeySet.fresh(List.of(tunnel));
        return product.api().setPsks(account, key).requireAllLoaded(1).took();
    }

    /** The bulk caller goes on, call after call, until there are enough samples. */
    private static void duringLoad(Workbench bench, Product product, Template template, Times times)
            throws InterruptedException {
        List<String> all = template.tunnels();
        List<String> bulk = all.subList(0, bench.scale().keys());
        List<String> singles = all.subList(bulk.size(), bulk.size() + SINGLES);
        AtomicBoolean enough = new AtomicBoolean();
        CompletableFuture<Integer> bulkCalls =
                CompletableFuture.supplyAsync(
                        () -> load(product, template, bulk, enough),
                        task -> Thread.ofPlatform().name("bulk-caller").start(task));
        for (int sample = 0; sample < bench.scale().samples(); sample++) {
            String tunnel = singles.get(sample % singles.size());
            times.add(single(product, template.account(), tunnel));
        }
        enough.set(true);
        bench.say("%,d bulk calls ran beside the single ones".formatted(bulkCalls.join()));
    }

    private static int load(
            Product product, Template template, List<String> bulk, AtomicBoolean enough) {
        int calls = 0;
        while (!enough.get()) {
            KeySet keys = KeySet.fresh(bulk);
            try {
                product.api().setPsks(template.account(), keys).requireAllLoaded(keys.size());
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts the bulk caller", e);
            }
            calls++;
        }
        return calls;
    }

    private static Times swanctl(Workbench bench, List<Secret> held) throws InterruptedException {
        Path socket = bench.freshCharon();
        Swanctl swanctl = new Swanctl(bench.freshDirectory());
        BulkSet.swanctlLoad(swanctl, socket, held);
        Times times = new Times();
        for (int round = 0; round < bench.scale().rounds(); round++) {
            times.add(BulkSet.swanctlLoad(swanctl, socket, withOneChanged(held, round)));
        }
        return times;
    }

    private static Times bare(Workbench bench, List<Secret> held) {
        Path socket = bench.freshCharon();
        BulkSet.bareLoad(socket, held);
        Times times = new Times();
        try (BareVici vici = BareVici.connect(socket)) {
            for (int sample = 0; sample < bench.scale().samples(); sample++) {
                List<Secret> one = List.of(held.get(sample * 7 % held.size()));
                long start = System.nanoTime();
                vici.load(one);
                times.add(Duration.ofNanos(System.nanoTime() - start));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return times;
    }

    private static List<Secret> withOneChanged(List<Secret> secrets, int index) {
        List<Secret> changed = new ArrayList<>(secrets);
        Secret old = changed.get(index);
        changed.set(index, new Secret(old.id(), old.owners(), "changed-" + index + old.key()));
        return changed;
    }

    private static List<Row> rows(
            Workbench bench, Times idle, Times loaded, Times swanctl, Times bare) {
        String work = "1 key of %,d".formatted(bench.scale().keys());
        double faster = swanctl.ratioTo(idle);
        return List.of(
                new Row(
                        work,
                        ">= %,.0f x faster than swanctl".formatted(LEAST_OF_SWANCTL),
                        "%,.0f x (swanctl %s)".formatted(faster, Times.text(swanctl.median())),
                        Row.Verdict.of(faster >= LEAST_OF_SWANCTL)),
                within(work + ", p50", MOST_AT_MEDIAN, idle.median()),
                within(work + ", p99", MOST_AT_P99, idle.percentile(99)),
                within(
                        work + ", p99 while %,d load".formatted(bench.scale().keys()),
                        MOST_AT_P99_DURING_LOAD,
                        loaded.percentile(99)),
                Row.beside(work + ", p50 while they load", Times.text(loaded.median())),
                Row.beside(work + ", bare, p50", Times.text(bare.median())));
    }

    private static Row within(String work, Duration most, Duration measured) {
        return new Row(
                work,
                "<= " + Times.text(most),
                Times.text(measured),
                Row.Verdict.of(measured.compareTo(most) <= 0));
    }
}

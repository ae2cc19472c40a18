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
import java.util.function.ToIntFunction;

/**
 * Sets new keys for many tunnels in one call, then replaces all of them in another; a bare client
 * and swanctl do the same in turn. Each starts with a fresh charon.
 */
final class BulkSet implements Benchmark {
    private static final double LEAST_OF_SWANCTL = 2.2;

    /** One kind of load, by each of the three. */
    private record Kind(String work, Times product, Times bare, Times swanctl) {
        Kind(String work) {
            this(work, new Times(), new Times(), new Times());
        }
    }

    /** The two loads of a round: what the product set, in the order in which charon got it. */
    private record Round(List<Secret> fresh, List<Secret> rotated) {}

    /** What the product is measured against. */
    enum Against {
        BARE,
        BARE_AND_SWANCTL
    }

    private final String name;
    private final ToIntFunction<Scale> tunnels;
    private final double mostOfBare;
    private final Against against;

    /**
     * @param tunnels of the account
     */
    BulkSet(String name, ToIntFunction<Scale> tunnels, double mostOfBare, Against against) {
        this.name = name;
        this.tunnels = tunnels;
        this.mostOfBare = mostOfBare;
        this.against = against;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Row> run(Workbench bench) throws InterruptedException {
        int all = tunnels.applyAsInt(bench.scale());
        Template template = bench.template(all);
        Kind fresh = new Kind("%,d new keys of %,d".formatted(bench.scale().keys(), all));
        Kind rotated = new Kind("%,d keys of %,d replaced".formatted(bench.scale().keys(), all));
        for (int round = 0; round < bench.scale().rounds(); round++) {
            Round done = product(bench, template, fresh, rotated);
            bare(bench, done, fresh, rotated);
            if (against == Against.BARE_AND_SWANCTL) {
                swanctl(bench, done, fresh, rotated);
            }
        }
        List<Row> rows = new ArrayList<>();
        for (Kind kind : List.of(fresh, rotated)) {
            tell(bench, kind);
            rows.add(besideBare(kind));
            if (against == Against.BARE_AND_SWANCTL) {
                rows.add(besideSwanctl(kind));
            }
        }
        new BulkParts(bench, template).tell();
        return rows;
    }

    private static Round product(Workbench bench, Template template, Kind fresh, Kind rotated)
            throws InterruptedException {
        List<String> tunnels = template.tunnels().subList(0, bench.scale().keys());
        Path socket = bench.freshCharon();
        try (Product product = Product.start(template.copyTo(bench.freshDirectory()), socket)) {
            KeySet first = KeySet.fresh(tunnels);
            fresh.product().add(set(product, template.account(), first));
            List<String> firstIds = Held.requireExactly(socket, tunnels);
            KeySet second = KeySet.fresh(tunnels);
            rotated.product().add(set(product, template.account(), second));
            List<String> secondIds = Held.requireExactly(socket, tunnels);
            return new Round(
                    Held.inOrder(firstIds, first, template.account()),
                    Held.inOrder(secondIds, second, template.account()));
        }
    }

    private static Duration set(Product product, ApiCaller.Account account, KeySet keys)
            throws InterruptedException {
        return product.api().setPsks(account, keys).requireAllLoaded(keys.size()).took();
    }

    private static void bare(Workbench bench, Round round, Kind fresh, Kind rotated) {
        Path socket = bench.freshCharon();
        fresh.bare().add(bareLoad(socket, round.fresh()));
        rotated.bare().add(bareLoad(socket, round.rotated()));
    }

    static Duration bareLoad(Path socket, List<Secret> secrets) {
        long start = System.nanoTime();
        try (BareVici vici = BareVici.connect(socket)) {
            vici.load(secrets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static void swanctl(Workbench bench, Round round, Kind fresh, Kind rotated)
            throws InterruptedException {
        Path socket = bench.freshCharon();
        Swanctl swanctl = new Swanctl(bench.freshDirectory());
        fresh.swanctl().add(swanctlLoad(swanctl, socket, round.fresh()));
        rotated.swanctl().add(swanctlLoad(swanctl, socket, round.rotated()));
    }

    /** Only swanctl's own run counts, not the writing of its file. */
    static Duration swanctlLoad(Swanctl swanctl, Path socket, List<Secret> secrets)
            throws InterruptedException {
        swanctl.write(secrets.stream().map(s -> s.named(Swanctl.nameOf(s.id()))).toList());
        long start = System.nanoTime();
        swanctl.loadCreds(socket);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        Held.requireExactly(socket, secrets.stream().map(s -> Swanctl.nameOf(s.id())).toList());
        return took;
    }

    private static void tell(Workbench bench, Kind kind) {
        bench.say(kind.work() + ", ms each round:");
        bench.say("  product " + kind.product().all());
        bench.say("  bare    " + kind.bare().all());
        bench.say("  swanctl " + kind.swanctl().all());
    }

    private Row besideBare(Kind kind) {
        double ratio = kind.product().ratioTo(kind.bare());
        return new Row(
                kind.work(),
                "<= %.1f x bare".formatted(mostOfBare),
                "%.2f x (%s; bare %s)"
                        .formatted(
                                ratio,
                                Times.text(kind.product().median()),
                                Times.text(kind.bare().median())),
                Row.Verdict.of(ratio <= mostOfBare));
    }

    private static Row besideSwanctl(Kind kind) {
        double faster = kind.swanctl().ratioTo(kind.product());
        return new Row(
                kind.work(),
                ">= %.1f x faster than swanctl".formatted(LEAST_OF_SWANCTL),
                "%.2f x (swanctl %s)".formatted(faster, Times.text(kind.swanctl().median())),
                Row.Verdict.of(faster >= LEAST_OF_SWANCTL));
    }
}

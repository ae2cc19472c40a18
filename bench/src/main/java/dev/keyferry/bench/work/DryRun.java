package dev.keyferry.bench.work;

import dev.keyferry.bench.product.ApiCaller;
import dev.keyferry.bench.product.KeySet;
import dev.keyferry.bench.product.MethodCount;
import dev.keyferry.bench.product.Product;
import dev.keyferry.bench.product.StoreWatch;
import dev.keyferry.bench.product.Template;
import dev.keyferry.bench.report.Row;
import dev.keyferry.bench.report.Times;
import dev.keyferry.feed.seal.DataKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Has many keys validated in one call, which must leave no trace. */
final class DryRun implements Benchmark {
    private static final Duration MOST = Duration.ofMillis(80);

    /** Repetitions for one of those that take seconds. */
    private static final int TIMES_AS_MANY = 6;

    @Override
    public String name() {
        return "validate";
    }

    @Override
    public List<Row> run(Workbench bench) throws InterruptedException {
        Template template = bench.template(bench.scale().tunnels());
        List<String> tunnels = template.tunnels().subList(0, bench.scale().keys());
        Path data = template.copyTo(bench.freshDirectory());
        Times times = new Times();
        try (Product product = Product.serverOnly(data);
                StoreWatch store = StoreWatch.of(data);
                MethodCount seals = MethodCount.of(DataKey.class, "fresh")) {
            for (int i = 0; i < bench.scale().rounds() * TIMES_AS_MANY; i++) {
                KeySet keys = KeySet.fresh(tunnels);
                ApiCaller.SetOutcome outcome = product.api().validatePsks(template.account(), keys);
                if (outcome.applied() != keys.size()) {
                    throw new IllegalStateException("not all keys were found valid");
                }
                times.add(outcome.took());
            }
            String work = "validate %,d keys".formatted(tunnels.size());
            bench.say(work + ", ms each: " + times.all());
            return List.of(
                    new Row(
                            work,
                            "<= " + Times.text(MOST),
                            Times.text(times.median()),
                            Row.Verdict.of(times.median().compareTo(MOST) <= 0)),
                    none(work + ", commits", store.commits()),
                    none(work + ", HPKE seals", seals.stop()));
        }
    }

    private static Row none(String work, long count) {
        return new Row(work, "0", Long.toString(count), Row.Verdict.of(count == 0));
    }
}

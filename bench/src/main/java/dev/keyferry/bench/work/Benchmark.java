package dev.keyferry.bench.work;

import dev.keyferry.bench.report.Row;
import java.util.List;

/** One piece of work that is measured. */
public interface Benchmark {
    /** As it is named on the command line: lower-case letters, digits and hyphens. */
    String name();

    /**
     * Does the work and returns its figures.
     *
     * @throws IllegalStateException if the work was not done as it must be, for example a key is
     *     not loaded: there is no figure then
     */
    List<Row> run(Workbench bench) throws InterruptedException;

    /** Every benchmark, in the order of a whole run. */
    static List<Benchmark> all() {
        return List.of(
                new BulkSet("bulk", Scale::tunnels, 1.3, BulkSet.Against.BARE_AND_SWANCTL),
                new BulkSet("bulk-large", Scale::manyTunnels, 1.4, BulkSet.Against.BARE),
                new OneKey(),
                new Callers(),
                new DryRun(),
                new CharonRestart(),
                new FeedFromStart(),
                new WaitingGateways(),
                new ThreeGateways(),
                new WrongKey(),
                new StartUp(),
                new Commits(),
                new LargeAccount());
    }
}

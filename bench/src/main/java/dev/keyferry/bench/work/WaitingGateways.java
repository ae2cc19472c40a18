package dev.keyferry.bench.work;

import dev.keyferry.bench.fleet.Arrivals;
import dev.keyferry.bench.fleet.RemoteEdge;
import dev.keyferry.bench.fleet.ServerProcess;
import dev.keyferry.bench.product.ApiCaller;
import dev.keyferry.bench.product.KeySet;
import dev.keyferry.bench.product.StoreWatch;
import dev.keyferry.bench.report.Row;
import dev.keyferry.bench.report.Times;
import java.time.Duration;
import java.util.List;

/** Many gateways of one edge wait over TLS, and one key is changed, again and again. */
final class WaitingGateways implements Benchmark {
    private static final Duration MOST_AT_P99 = Duration.ofMillis(200);

    /** For the change itself and all the reports. */
    private static final double MOST_COMMITS = 5;

    /** A change costs a thousand answers: so many samples make one of them. */
    private static final int SAMPLES_A_CHANGE = 20;

    /** Changes before the clock is started, since a server's first ones run uncompiled. */
    private static final int WARM_UP = 5;

    @Override
    public String name() {
        return "waiting";
    }

    @Override
    public List<Row> run(Workbench bench) throws InterruptedException {
        int gateways = bench.scale().waiting();
        int changes = Math.max(1, bench.scale().samples() / SAMPLES_A_CHANGE);
        Times arrived = new Times();
        Times answered = new Times();
        Arrivals arrivals = new Arrivals();
        try (ServerProcess server = ServerProcess.start(bench.freshDirectory().resolve("data"));
                ApiCaller api = server.api();
                RemoteEdge edge = RemoteEdge.create(server, bench.freshDirectory())) {
            ApiCaller.Account account = api.createAccount("bench");
            List<String> tunnel = api.createTunnels(account, 1);
            long before = server.residentMib();
            for (int number = 0; number < gateways; number++) {
                edge.simulate("gw-" + number, arrivals);
            }
            for (int change = 0; change < WARM_UP; change++) {
                change(api, account, tunnel, gateways, arrivals, new Times());
            }
            double commits;
            try (StoreWatch store = StoreWatch.of(server.data())) {
                for (int change = 0; change < changes; change++) {
                    answered.add(change(api, account, tunnel, gateways, arrivals, arrived));
                }
                commits = (double) store.commits() / changes;
            }
            bench.say(
                    "%,d changes, answered after, ms each: %s".formatted(changes, answered.all()));
            return rows(gateways, arrived, answered, commits, before, server.residentMib());
        }
    }

    /** The call is answered once every gateway has reported the key as loaded. */
    private static Duration change(
            ApiCaller api,
            ApiCaller.Account account,
            List<String> tunnel,
            int gateways,
            Arrivals arrivals,
            Times arrived)
            throws InterruptedException {
        KeySet key = KeySet.fresh(tunnel);
        arrivals.expect(gateways, arrived);
        Duration took = api.setPsks(account, key).requireAllLoaded(1).took();
        arrivals.await();
        return took;
    }

    private static List<Row> rows(
            int gateways, Times arrived, Times answered, double commits, long before, long after) {
        String work = "1 key, %,d gateways wait over TLS".formatted(gateways);
        return List.of(
                new Row(
                        work + ", p99 until one has it",
                        "<= " + Times.text(MOST_AT_P99),
                        Times.text(arrived.percentile(99)),
                        Row.Verdict.of(arrived.percentile(99).compareTo(MOST_AT_P99) <= 0)),
                Row.beside(work + ", p50 until one has it", Times.text(arrived.median())),
                Row.beside(
                        work + ", p50 until all have confirmed and the call is answered",
                        Times.text(answered.median())),
                new Row(
                        work + ", commits a change",
                        "<= %.0f".formatted(MOST_COMMITS),
                        "%.1f".formatted(commits),
                        Row.Verdict.of(commits <= MOST_COMMITS)),
                Row.beside(
                        work + ", the server's memory",
                        "%,d MiB (before they came %,d MiB)".formatted(after, before)));
    }
}

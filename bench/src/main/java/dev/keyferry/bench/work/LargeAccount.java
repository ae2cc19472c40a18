package dev.keyferry.bench.work;

import dev.keyferry.bench.fleet.RemoteEdge;
import dev.keyferry.bench.fleet.ServerProcess;
import dev.keyferry.bench.product.ApiCaller;
import dev.keyferry.bench.product.KeySet;
import dev.keyferry.bench.report.Row;
import dev.keyferry.bench.report.Times;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a server with little heap takes for each operation as an account grows: nothing may grow
 * faster than what it returns. Every tunnel has a key.
 */
final class LargeAccount implements Benchmark {
    private static final String HEAP = "-Xmx512m";

    /**
     * Where a list of ten times as many tunnels takes more than that, it grows faster than they.
     */
    private static final double MOST_OF_ALL = 12;

    /** The same for what returns as much as before. */
    private static final double MOST_OF_ONE = 1.5;

    /** Each account is so many times the former. */
    private static final int STEP = 10;

    /**
     * What is done, and by how many times it may take longer in an account of ten times as many.
     */
    private enum Work {
        START("start to listening", MOST_OF_ONE),
        LIST("list all", MOST_OF_ALL),
        GET("get one", MOST_OF_ONE),
        SET_ONE("set 1 key", MOST_OF_ONE),
        SET_MANY("set many keys in one call", MOST_OF_ONE),
        FEED("feed from 0, over TLS", MOST_OF_ALL);

        private final String title;
        private final double most;

        Work(String title, double most) {
            this.title = title;
            this.most = most;
        }
    }

    /** The figures of one account. */
    private static final class Figures {
        private final int tunnels;
        private final Map<Work, Times> times = new EnumMap<>(Work.class);
        private long mostResidentMib;

        Figures(int tunnels) {
            this.tunnels = tunnels;
        }

        Times of(Work work) {
            return times.computeIfAbsent(work, _ -> new Times());
        }

        void add(ServerProcess server) {
            mostResidentMib = Math.max(mostResidentMib, server.mostResidentMib());
        }

        @Override
        public String toString() {
            return times.entrySet().stream()
                    .map(entry ->
                            entry.getKey().title + " " + Times.text(entry.getValue().median()))
                    .collect(Collectors.joining(", "));
        }
    }

    @Override
    public String name() {
        return "large";
    }

    @Override
    public List<Row> run(Workbench bench) throws InterruptedException {
        List<Row> rows = new ArrayList<>();
        for (StoreKind kind : StoreKind.values()) {
            List<Figures> figures = new ArrayList<>();
            int many = bench.scale().manyTunnels();
            for (int tunnels : List.of(many / STEP / STEP, many / STEP, many)) {
                figures.add(measure(bench, kind, tunnels));
            }
            rows.addAll(rows(kind, bench.scale().keys(), figures));
        }
        return rows;
    }

    private static Figures measure(Workbench bench, StoreKind kind, int tunnels)
            throws InterruptedException {
        bench.say("%s: making an account of %,d tunnels with keys".formatted(kind, tunnels));
        StoreKind.Kept store = kind.fresh(bench);
        Path directory = bench.freshDirectory();
        Path data = directory.resolve("data");
        List<String> options = store.serveOptions(directory);
        Figures figures = new Figures(tunnels);
        ApiCaller.Account account;
        List<String> ids;
        try (ServerProcess server = start(data, options);
                ApiCaller api = server.api();
                RemoteEdge edge = RemoteEdge.create(server, directory)) {
            account = api.createAccount("bench");
            ids = api.createTunnels(account, tunnels);
            for (List<String> some : inCalls(ids, bench.scale().keys())) {
                api.setPsks(account, KeySet.fresh(some));
            }
            // Last, since a gateway that asks is waited for by every call that sets a key.
            for (int round = 0; round < bench.scale().rounds(); round++) {
                int read = edge.readFromStart("reader-" + round, figures.of(Work.FEED));
                if (read != tunnels) {
                    throw new IllegalStateException("the feed had %,d records".formatted(read));
                }
            }
            figures.add(server);
        }
        for (int round = 0; round < bench.scale().rounds(); round++) {
            long start = System.nanoTime();
            try (ServerProcess server = start(data, options);
                    ApiCaller api = server.api()) {
                figures.of(Work.START).add(Duration.ofNanos(System.nanoTime() - start));
                if (round == bench.scale().rounds() - 1) {
                    operate(bench, api, account, ids, figures);
                    figures.add(server);
                }
            }
        }
        bench.say("  medians: " + figures);
        return figures;
    }

    private static ServerProcess start(Path data, List<String> options) {
        return ServerProcess.start(data, List.of(HEAP), options);
    }

    private static void operate(
            Workbench bench,
            ApiCaller api,
            ApiCaller.Account account,
            List<String> ids,
            Figures figures)
            throws InterruptedException {
        List<String> many = ids.subList(0, Math.min(ids.size(), bench.scale().keys()));
        for (int sample = 0; sample < bench.scale().samples(); sample++) {
            String tunnel = ids.get(sample * 7 % ids.size());
            figures.of(Work.GET).add(api.get(account, tunnel));
            figures.of(Work.SET_ONE)
                    .add(api.setPsks(account, KeySet.fresh(List.of(tunnel))).took());
        }
        for (int round = 0; round < bench.scale().rounds(); round++) {
            figures.of(Work.LIST).add(api.list(account, ids.size()));
            figures.of(Work.SET_MANY).add(api.setPsks(account, KeySet.fresh(many)).took());
        }
    }

    private static List<List<String>> inCalls(List<String> ids, int most) {
        List<List<String>> calls = new ArrayList<>();
        for (int first = 0; first < ids.size(); first += most) {
            calls.add(ids.subList(first, Math.min(ids.size(), first + most)));
        }
        return calls;
    }

    private static List<Row> rows(StoreKind kind, int keys, List<Figures> figures) {
        Figures large = figures.getLast();
        Figures middle = figures.get(figures.size() - 2);
        String sizes =
                figures.stream()
                        .map(figure -> "%,d".formatted(figure.tunnels))
                        .collect(Collectors.joining(" / "));
        List<Row> rows = new ArrayList<>();
        for (Work work : Work.values()) {
            double growth = large.of(work).ratioTo(middle.of(work));
            String each =
                    figures.stream()
                            .map(figure -> Times.text(figure.of(work).median()))
                            .collect(Collectors.joining(" / "));
            rows.add(
                    new Row(
                            "%s, %s: %s tunnels".formatted(kind, title(work, keys), sizes),
                            "last <= %.1f x the one before".formatted(work.most),
                            "%s (%.1f x)".formatted(each, growth),
                            Row.Verdict.of(growth <= work.most)));
        }
        String memory =
                figures.stream()
                        .map(figure -> "%,d MiB".formatted(figure.mostResidentMib))
                        .collect(Collectors.joining(" / "));
        rows.add(Row.beside("%s, most memory with %s".formatted(kind, HEAP), memory));
        return rows;
    }

    private static String title(Work work, int keys) {
        return work == Work.SET_MANY
                ? "set up to %,d keys in one call".formatted(keys)
                : work.title;
    }
}

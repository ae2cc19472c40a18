package dev.keyferry.bench.work;

import dev.keyferry.bench.product.KeySet;
import dev.keyferry.bench.product.Product;
import dev.keyferry.bench.product.Template;
import dev.keyferry.bench.report.Row;
import dev.keyferry.bench.report.Times;
import dev.keyferry.feed.Feed;
import dev.keyferry.feed.Page;
import dev.keyferry.feed.Poll;
import dev.keyferry.feed.PollAnswer;
import dev.keyferry.feed.Position;
import dev.keyferry.feed.id.SessionId;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Reads the feed of the largest account from its start, as a gateway with an empty cache does. */
final class FeedFromStart implements Benchmark {
    private static final Duration MOST = Duration.ofSeconds(2);
    private static final long MOST_MORE_HEAP_MIB = 64;
    private static final long MIB = 1 << 20;

    /** Pages between two looks at the heap. */
    private static final int PAGES_A_LOOK = 20;

    @Override
    public String name() {
        return "feed";
    }

    @Override
    public List<Row> run(Workbench bench) throws InterruptedException {
        Template template = bench.template(bench.scale().manyTunnels());
        Path data = template.copyTo(bench.freshDirectory());
        Times times = new Times();
        long heap;
        try (Product product = Product.serverOnly(data)) {
            List<String> tunnels = template.tunnels();
            int step = bench.scale().keys();
            for (int first = 0; first < tunnels.size(); first += step) {
                int past = Math.min(tunnels.size(), first + step);
                KeySet keys = KeySet.fresh(tunnels.subList(first, past));
                product.api().setPsks(template.account(), keys);
            }
            for (int round = 0; round < bench.scale().rounds(); round++) {
                long start = System.nanoTime();
                read(product.feed(), tunnels.size(), Integer.MAX_VALUE);
                times.add(Duration.ofNanos(System.nanoTime() - start));
            }
            heap = read(product.feed(), tunnels.size(), PAGES_A_LOOK) / MIB;
        }
        String work = "feed from 0, %,d tunnels".formatted(bench.scale().manyTunnels());
        bench.say(work + ", ms each: " + times.all());
        return List.of(
                new Row(
                        work,
                        "<= " + Times.text(MOST),
                        Times.text(times.median()),
                        Row.Verdict.of(times.median().compareTo(MOST) <= 0)),
                new Row(
                        work + ", more heap",
                        "<= " + MOST_MORE_HEAP_MIB + " MiB",
                        heap + " MiB",
                        Row.Verdict.of(heap <= MOST_MORE_HEAP_MIB)));
    }

    /** Reads all pages; returns by how many bytes the heap in use had grown at most. */
    private static long read(Feed feed, int expected, int pagesALook) throws InterruptedException {
        SessionId session = new SessionId("f".repeat(SessionId.DIGITS));
        Position position = new Position.Start();
        long before = pagesALook == Integer.MAX_VALUE ? 0 : heapInUse();
        long most = 0;
        int records = 0;
        for (int pages = 1; ; pages++) {
            PollAnswer answer = feed.poll(new Poll(session, position, Duration.ZERO));
            if (!(answer instanceof Page page)) {
                throw new IllegalStateException("a reader from the start was told to reset");
            }
            records += page.records().size();
            if (pages % pagesALook == 0) {
                most = Math.max(most, heapInUse() - before);
            }
            if (page.isLast()) {
                if (records != expected) {
                    throw new IllegalStateException("the feed had %,d records".formatted(records));
                }
                return most;
            }
            position = new Position.After(page.epoch(), page.upTo());
        }
    }

    /** What is in use once the garbage is gone. */
    private static long heapInUse() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}

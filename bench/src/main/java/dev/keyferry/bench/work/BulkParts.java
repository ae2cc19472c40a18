package dev.keyferry.bench.work;

import dev.keyferry.bench.product.KeySet;
import dev.keyferry.bench.product.Product;
import dev.keyferry.bench.product.Template;
import dev.keyferry.bench.product.TimedFeed;
import dev.keyferry.bench.product.ViciTap;
import dev.keyferry.bench.report.Times;
import dev.keyferry.feed.id.Revision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Tells when each part of one bulk call was over, seen from outside the product: on the feed and on
 * charon's socket. The tap on the socket costs time, so the total is more than that of {@link
 * BulkSet}.
 */
final class BulkParts {
    private final Workbench bench;
    private final Template template;

    BulkParts(Workbench bench, Template template) {
        this.bench = bench;
        this.template = template;
    }

    /** Sets keys, replaces them, and says how both went. */
    void tell() throws InterruptedException {
        List<String> tunnels = template.tunnels().subList(0, bench.scale().keys());
        Path charon = bench.freshCharon();
        Path socket = bench.freshDirectory().resolve("tap.vici");
        try (ViciTap tap = ViciTap.open(socket, charon);
                Product product = Product.start(template.copyTo(bench.freshDirectory()), socket)) {
            bench.say("parts of one call, new keys (time since it was sent):");
            tell(product, tap, KeySet.fresh(tunnels));
            bench.say("parts of one call, keys replaced:");
            tell(product, tap, KeySet.fresh(tunnels));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void tell(Product product, ViciTap tap, KeySet keys) throws InterruptedException {
        TimedFeed feed = product.feed();
        feed.forget();
        tap.forget();
        long start = System.nanoTime();
        Duration took =
                product.api()
                        .setPsks(template.account(), keys)
                        .requireAllLoaded(keys.size())
                        .took();
        List<TimedFeed.Delivered> pages = feed.delivered();
        Revision last = pages.getLast().upTo();
        long confirmed =
                feed.reported().stream()
                        .filter(reported -> !last.isAfter(reported.report().through()))
                        .mapToLong(TimedFeed.Reported::at)
                        .findFirst()
                        .orElseThrow();
        ViciTap.Seen seen = tap.seen();
        say(
                "read, decided, sealed, committed; the gateway has the first page",
                pages.getFirst().at() - start);
        say("charon is sent the first secret", seen.firstSent() - start);
        say("the gateway has the last page", pages.getLast().at() - start);
        say(
                "charon has answered the last of %,d secrets".formatted(seen.answered()),
                seen.lastAnswered() - start);
        say("the gateway has reported all as loaded", confirmed - start);
        say("the caller has the whole answer", took.toNanos());
    }

    private void say(String part, long nanos) {
        bench.say("  %10s  %s".formatted(Times.text(Duration.ofNanos(nanos)), part));
    }
}

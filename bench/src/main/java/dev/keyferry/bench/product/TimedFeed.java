package dev.keyferry.bench.product;

import dev.keyferry.feed.Feed;
import dev.keyferry.feed.GatewayCondition;
import dev.keyferry.feed.Page;
import dev.keyferry.feed.Poll;
import dev.keyferry.feed.PollAnswer;
import dev.keyferry.feed.Report;
import dev.keyferry.feed.evidence.Evidence;
import dev.keyferry.feed.id.Revision;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Passes a feed's calls on and notes when pages and reports went by; times are those of {@link
 * System#nanoTime}. Thread-safe.
 */
public final class TimedFeed implements Feed {

    /** A page with records was handed to the gateway. */
    public record Delivered(long at, Revision upTo, int records) {}

    /** The gateway reported. */
    public record Reported(long at, Report report) {}

    private final Feed feed;
    private final CopyOnWriteArrayList<Delivered> delivered = new CopyOnWriteArrayList<>();
    private final CopyOnWriteArrayList<Reported> reported = new CopyOnWriteArrayList<>();

    TimedFeed(Feed feed) {
        this.feed = feed;
    }

    @Override
    public PollAnswer poll(Poll poll) throws InterruptedException {
        PollAnswer answer = feed.poll(poll);
        if (answer instanceof Page page && !page.records().isEmpty()) {
            delivered.add(new Delivered(System.nanoTime(), page.upTo(), page.records().size()));
        }
        return answer;
    }

    @Override
    public void report(Report report) throws InterruptedException {
        reported.add(new Reported(System.nanoTime(), report));
        feed.report(report);
    }

    @Override
    public void evidence(Evidence evidence) throws InterruptedException {
        feed.evidence(evidence);
    }

    /** Forgets what went by so far. */
    public void forget() {
        delivered.clear();
        reported.clear();
    }

    /** The pages since the last {@link #forget}, in order. */
    public List<Delivered> delivered() {
        return List.copyOf(delivered);
    }

    /** The reports since the last {@link #forget}, in order. */
    public List<Reported> reported() {
        return List.copyOf(reported);
    }

    /** True if the gateway's last report said that its charon has all keys it should have. */
    public boolean isServing() {
        List<Reported> all = reported();
        return !all.isEmpty()
                && all.getLast().report().condition().kind() == GatewayCondition.Kind.SERVING;
    }
}

package dev.keyferry.server.delivery;

import dev.keyferry.feed.Feed;
import dev.keyferry.feed.FeedUnavailable;
import dev.keyferry.feed.Page;
import dev.keyferry.feed.Poll;
import dev.keyferry.feed.PollAnswer;
import dev.keyferry.feed.Position;
import dev.keyferry.feed.Report;
import dev.keyferry.feed.evidence.Evidence;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.SessionId;
import dev.keyferry.server.usecase.port.Records;
import dev.keyferry.server.usecase.port.Records.Stretch;
import dev.keyferry.server.usecase.port.StoreUnavailable;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The feed of one gateway in the process of the server. Thread-safe. */
public final class LocalFeed implements Feed {
    private final GatewayName gateway;
    private final EdgeId edge;
    private final Records records;
    private final FeedHub hub;
    private final GatewayConfirmations confirmations;
    private final AtomicReference<Optional<FullRead>> fullRead =
            new AtomicReference<>(Optional.empty());

    public LocalFeed(
            GatewayName gateway,
            EdgeId edge,
            Records records,
            FeedHub hub,
            GatewayConfirmations confirmations) {
        this.gateway = gateway;
        this.edge = edge;
        this.records = records;
        this.hub = hub;
        this.confirmations = confirmations;
    }

    /**
     * A session that reads from 0 and will drop what it did not see, so it misses nothing by
     * tombstones that were forgotten before it began.
     */
    private record FullRead(SessionId session, Revision floor) {}

    @Override
    public PollAnswer poll(Poll poll) throws InterruptedException {
        confirmations.pollBegins(gateway, poll.session());
        try {
            return answer(poll);
        } catch (StoreUnavailable | Refusal.Busy e) {
            throw new FeedUnavailable("the control plane cannot read its store", e);
        } finally {
            confirmations.pollEnds(gateway, poll.session());
        }
    }

    @Override
    public void report(Report report) {
        confirmations.report(gateway, report);
    }

    @Override
    public void evidence(Evidence evidence) {
        // Nothing is known of proofs and rejections here, so that there is nothing to be kept.
    }

    private PollAnswer answer(Poll poll) throws InterruptedException {
        long deadline = System.nanoTime() + poll.patience().toNanos();
        while (true) {
            Revision known = hub.newest();
            PollAnswer answer = read(poll);
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            if (isNews(poll, answer) || !left.isPositive()) {
                return answer;
            }
            hub.awaitPast(known, left);
        }
    }

    private PollAnswer read(Poll poll) throws InterruptedException {
        return switch (poll.position()) {
            case Position.Start start -> page(poll.session(), Revision.NONE);
            case Position.After after -> continued(poll.session(), after.epoch(), after.after());
        };
    }

    private PollAnswer page(SessionId session, Revision after) throws InterruptedException {
        Stretch stretch = records.after(edge, after);
        noteFullRead(session, after, stretch);
        return page(after, stretch);
    }

    private PollAnswer continued(SessionId session, Epoch epoch, Revision after)
            throws InterruptedException {
        Stretch stretch = records.after(edge, after);
        noteFullRead(session, after, stretch);
        boolean isContinuous =
                epoch.equals(stretch.epoch())
                        && !after.isAfter(stretch.head())
                        && !missesTombstones(session, after, stretch);
        return isContinuous
                ? page(after, stretch)
                : new PollAnswer.Reset(stretch.epoch(), stretch.head());
    }

    private void noteFullRead(SessionId session, Revision after, Stretch stretch) {
        if (after.equals(Revision.NONE)) {
            fullRead.set(Optional.of(new FullRead(session, stretch.tombstoneFloor())));
        }
    }

    private boolean missesTombstones(SessionId session, Revision after, Stretch stretch) {
        FullRead needed = new FullRead(session, stretch.tombstoneFloor());
        return stretch.tombstoneFloor().isAfter(after)
                && fullRead.get().filter(needed::equals).isEmpty();
    }

    private static Page page(Revision after, Stretch stretch) {
        boolean isFull = stretch.records().size() == Page.MAX_RECORDS;
        Revision upTo = isFull ? stretch.records().getLast().revision() : stretch.head();
        return new Page(
                stretch.epoch(),
                after,
                upTo,
                stretch.head(),
                stretch.dataKeys(),
                stretch.records());
    }

    /** One who knows nothing yet is told the epoch at once. */
    private static boolean isNews(Poll poll, PollAnswer answer) {
        return switch (answer) {
            case PollAnswer.Reset reset -> true;
            case Page page ->
                    poll.position() instanceof Position.Start || page.upTo().isAfter(page.after());
        };
    }
}

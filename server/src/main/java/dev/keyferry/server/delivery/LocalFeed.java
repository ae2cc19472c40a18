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
import dev.keyferry.server.delivery.progress.GatewayConfirmations;
import dev.keyferry.server.domain.gateway.Gateway;
import dev.keyferry.server.domain.gateway.Reach;
import dev.keyferry.server.usecase.port.Records;
import dev.keyferry.server.usecase.port.Records.Stretch;
import dev.keyferry.server.usecase.port.StoreUnavailable;
import dev.keyferry.server.usecase.port.edge.GatewayFeeds;
import dev.keyferry.server.usecase.port.edge.ReachNotes;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The feed of one gateway, as the server itself has it. Thread-safe. */
public final class LocalFeed implements Feed {
    private static final Logger log = LoggerFactory.getLogger(LocalFeed.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final GatewayName gateway;
    private final Records records;
    private final FeedHub hub;
    private final GatewayConfirmations confirmations;
    private final ReachNotes notes;
    private final EvidenceInbox inbox;

    /** Held while an answer is handed out, so that it is known what was. */
    private final ReentrantLock handing = new ReentrantLock();

    private Optional<Revision> handed = Optional.empty();
    private final AtomicReference<Optional<FullRead>> fullRead =
            new AtomicReference<>(Optional.empty());

    public LocalFeed(
            GatewayName gateway,
            Records records,
            FeedHub hub,
            GatewayConfirmations confirmations,
            ReachNotes notes,
            EvidenceInbox inbox) {
        this.gateway = gateway;
        this.records = records;
        this.hub = hub;
        this.confirmations = confirmations;
        this.notes = notes;
        this.inbox = inbox;
    }

    /**
     * A session that reads from 0 and will drop what it did not see, so it misses nothing by
     * tombstones that were forgotten before it began.
     */
    private record FullRead(SessionId session, Revision floor) {}

    @Override
    public PollAnswer poll(Poll poll) throws InterruptedException {
        served();
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
    public void report(Report report) throws InterruptedException {
        served();
        confirmations.report(gateway, report);
        try {
            confirmations.share(gateway, report);
        } catch (StoreUnavailable e) {
            throw new FeedUnavailable("the control plane cannot write its store", e);
        }
    }

    @Override
    public void evidence(Evidence evidence) throws InterruptedException {
        served();
        inbox.take(gateway, evidence);
    }

    private PollAnswer answer(Poll poll) throws InterruptedException {
        long deadline = System.nanoTime() + poll.patience().toNanos();
        while (true) {
            FeedHub.Moment known = hub.newest();
            Gateway present = served();
            if (!(present.reach() instanceof Reach.Open)) {
                notes.open(gateway);
                continue;
            }
            PollAnswer answer = read(present.edge(), poll);
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            if (isNews(poll, answer) || !left.isPositive()) {
                return hand(answer);
            }
            hub.awaitPast(known, left);
        }
    }

    /** Nothing more is handed out until the result is closed. */
    GatewayFeeds.Held hold(Optional<Revision> firstHead) {
        handing.lock();
        return new GatewayFeeds.Held() {
            @Override
            public Reach reach(Reach kept) {
                return reached(kept, firstHead);
            }

            @Override
            public void close() {
                handing.unlock();
            }
        };
    }

    private Reach reached(Reach kept, Optional<Revision> firstHead) {
        return switch (kept) {
            case Reach.Never _ -> kept;
            case Reach.Through _ -> kept;
            case Reach.Open _ -> new Reach.Through(mostHanded(firstHead));
        };
    }

    private Revision mostHanded(Optional<Revision> firstHead) {
        // What another process handed out is not known, but no more than there was when this one
        // began, or than there is now where others are beside it.
        return firstHead.map(handed::orElse).orElseGet(() -> hub.newest().head());
    }

    private Gateway served() {
        return hub.roster().find(gateway).orElseThrow(Refusal.UnknownToken::new);
    }

    /** Notes how far the gateway has read, also where a former process handed it the most of it. */
    private PollAnswer hand(PollAnswer answer) {
        handing.lock();
        try {
            // It may have been revoked, or found silent, while the answer was read.
            if (!(served().reach() instanceof Reach.Open)) {
                throw new Refusal.Busy(RETRY_AFTER);
            }
            Revision upTo =
                    switch (answer) {
                        case Page page -> page.upTo();
                        // It has read before, and may hold whatever there is.
                        case PollAnswer.Reset reset -> reset.head();
                    };
            handed = Stream.concat(handed.stream(), Stream.of(upTo)).max(Comparator.naturalOrder());
            return answer;
        } finally {
            handing.unlock();
        }
    }

    private PollAnswer read(EdgeId edge, Poll poll) throws InterruptedException {
        return switch (poll.position()) {
            case Position.Start start -> page(edge, poll.session(), Revision.NONE);
            case Position.After after ->
                    continued(edge, poll.session(), after.epoch(), after.after());
        };
    }

    private PollAnswer page(EdgeId edge, SessionId session, Revision after)
            throws InterruptedException {
        Stretch stretch = records.after(edge, after);
        noteFullRead(session, after, stretch);
        return page(after, stretch);
    }

    private PollAnswer continued(EdgeId edge, SessionId session, Epoch epoch, Revision after)
            throws InterruptedException {
        Stretch stretch = records.after(edge, after);
        noteFullRead(session, after, stretch);
        noteNewer(epoch, after, stretch);
        boolean isContinuous =
                epoch.equals(stretch.history().epoch())
                        && !after.isAfter(stretch.head())
                        && !missesTombstones(session, after, stretch);
        return isContinuous
                ? page(after, stretch)
                : new PollAnswer.Reset(stretch.history(), stretch.head());
    }

    /** Durable before anything else is answered: from then on no version is given. */
    private void noteNewer(Epoch epoch, Revision after, Stretch stretch)
            throws InterruptedException {
        if (epoch.equals(stretch.history().epoch())
                && after.isAfter(stretch.newer().orElse(stretch.head()))
                && notes.newer(gateway, after)) {
            log.atWarn()
                    .addKeyValue("gateway", gateway)
                    .addKeyValue("revision", after)
                    .addKeyValue("head", stretch.head())
                    .log("this database is an older backup: no key is set before keyferry recover");
            hub.gatewaysChanged();
        }
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

    // A backup has older keys than the charon of a gateway that lost its cache.
    private static Page page(Revision after, Stretch stretch) {
        if (stretch.newer().isPresent()
                && (after.equals(Revision.NONE) || !stretch.records().isEmpty())) {
            throw new Refusal.Busy(RETRY_AFTER);
        }
        boolean isFull = stretch.records().size() == Page.MAX_RECORDS;
        Revision upTo = isFull ? stretch.records().getLast().revision() : stretch.head();
        return new Page(
                stretch.history(),
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

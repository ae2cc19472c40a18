package dev.keyferry.gateway.proof;

import dev.keyferry.feed.Feed;
import dev.keyferry.feed.FeedUnavailable;
import dev.keyferry.feed.Position;
import dev.keyferry.feed.evidence.Evidence;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.SessionId;
import dev.keyferry.gateway.progress.Counts;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends evidence, all that came together in one message, until it was taken. Its own methods are
 * thread-safe; {@link #run} is for one thread.
 */
public final class EvidenceSender implements Runnable {
    /** At most one message in so long, however many attempts there are. */
    static final Duration PAUSE = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(EvidenceSender.class);

    private final Feed feed;
    private final SessionId session;
    private final Supplier<Position> reached;
    private final Semaphore filled = new Semaphore(0);
    private final Outbox outbox;

    /**
     * @param reached how far the gateway has read; versions are of that epoch
     */
    public EvidenceSender(Feed feed, SessionId session, Supplier<Position> reached, Counts counts) {
        this.feed = feed;
        this.session = session;
        this.reached = reached;
        this.outbox = new Outbox(filled::release, counts);
    }

    Outbox outbox() {
        return outbox;
    }

    /** Ends by interruption of its thread. */
    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                if (outbox.isEmpty()) {
                    filled.acquire();
                }
                filled.drainPermits();
                epoch().flatMap(epoch -> outbox.take(session, epoch)).ifPresent(this::send);
                TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(Evidence evidence) {
        try {
            feed.evidence(evidence);
        } catch (FeedUnavailable e) {
            LOG.atDebug().setCause(e).log("evidence not taken");
            outbox.giveBack(evidence);
        } catch (InterruptedException e) {
            outbox.giveBack(evidence);
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Epoch> epoch() {
        return switch (reached.get()) {
            case Position.Start() -> Optional.empty();
            case Position.After(Epoch epoch, var _) -> Optional.of(epoch);
        };
    }
}

package dev.keyferry.gateway;

import dev.keyferry.feed.FeedUnavailable;
import dev.keyferry.feed.Position;
import dev.keyferry.feed.witness.HeadAnswer;
import dev.keyferry.feed.witness.Witnessing;
import dev.keyferry.gateway.witness.Witness;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for the head of the audit again and again, and tells which one this gateway remembers.
 * Whatever comes of it, keys are served. For one thread.
 */
final class WitnessLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(WitnessLoop.class);

    private final Witnessing server;
    private final Witness witness;
    private final Supplier<Position> reached;
    private final Retry retry;
    private final Duration pause;

    /**
     * @param reached where the gateway stands in the feed
     * @param pause between two questions
     */
    WitnessLoop(
            Witnessing server,
            Witness witness,
            Supplier<Position> reached,
            Retry retry,
            Duration pause) {
        this.server = server;
        this.witness = witness;
        this.reached = reached;
        this.retry = retry;
        this.pause = pause;
    }

    /** Ends by interruption of its thread. */
    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                if (reached.get() instanceof Position.After after && ask(after)) {
                    retry.succeeded();
                    TimeUnit.MILLISECONDS.sleep(pause.toMillis());
                } else {
                    retry.pause();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A doubt that began or ended is told at once, by asking again; false if none answers. */
    private boolean ask(Position.After after) throws InterruptedException {
        try {
            HeadAnswer answer = server.head(witness.question());
            if (witness.hear(answer, after.epoch())) {
                witness.hear(server.head(witness.question()), after.epoch());
            }
            return true;
        } catch (FeedUnavailable e) {
            LOG.atDebug().setCause(e).log("no head of the audit is known");
            return false;
        }
    }
}

package dev.keyferry.gateway.progress;

import dev.keyferry.feed.Feed;
import dev.keyferry.feed.FeedUnavailable;
import dev.keyferry.feed.Report;
import dev.keyferry.feed.id.SessionId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends reports: at once when something changed, all changes since the last report in one, and a
 * heartbeat when nothing does. {@link #changed} is thread-safe; {@link #run} is for one thread.
 */
public final class Reporter implements Runnable {
    /** Silence after which the control plane would soon take the gateway for unreachable. */
    static final Duration HEARTBEAT = Duration.ofSeconds(3);

    /** Pause after a report that could not be given. */
    static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(Reporter.class);

    private final Feed feed;
    private final SessionId session;
    private final Semaphore changes = new Semaphore(0);
    private final Progress progress = new Progress(this::changed);
    private final Standing standing = new Standing(this::changed);
    private final Counts counts;

    public Reporter(Feed feed, SessionId session, Counts counts) {
        this.feed = feed;
        this.session = session;
        this.counts = counts;
    }

    public Progress progress() {
        return progress;
    }

    public Standing standing() {
        return standing;
    }

    /** What is not told to the control plane but to who asks this host. */
    public Counts counts() {
        return counts;
    }

    /** What would be reported now; empty as long as no history is known. */
    public Optional<Report> newest() {
        return progress.report(session, standing.current(), standing.names());
    }

    /** Ends by interruption of its thread. */
    @Override
    public void run() {
        try {
            while (!Thread.interrupted()) {
                if (!changes.tryAcquire(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS)) {
                    LOG.trace("heartbeat");
                }
                // What changes from here on is told by the next report.
                changes.drainPermits();
                report();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void changed() {
        // One permit is enough to wake the thread, however much changed.
        if (changes.availablePermits() == 0) {
            changes.release();
        }
    }

    private void report() throws InterruptedException {
        try {
            Optional<Report> report = newest();
            if (report.isPresent()) {
                feed.report(report.get());
            }
        } catch (FeedUnavailable e) {
            LOG.atDebug().setCause(e).log("report not taken");
            TimeUnit.MILLISECONDS.sleep(AFTER_FAILURE.toMillis());
            changed();
        }
    }
}

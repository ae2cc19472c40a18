package dev.keyferry.server;

import dev.keyferry.server.defect.WithoutTexts;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that the server does by itself again and again, on a thread of its own. Thread-safe. */
final class Upkeep implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Upkeep.class);

    private final Work work;
    private final Pace pace;
    private final Thread thread = Thread.ofVirtual().name("upkeep").unstarted(this::run);

    private Upkeep(Work work, Pace pace) {
        this.work = work;
        this.pace = pace;
    }

    /** What is done each time. */
    interface Work {
        void run() throws InterruptedException;
    }

    /**
     * When it is done.
     *
     * @param first how long after the start; short, so that a server which is restarted often does
     *     it too
     * @param between how long after it was done, or was tried
     */
    record Pace(Duration first, Duration between) {
        static final Pace DEFAULT = new Pace(Duration.ofSeconds(10), Duration.ofHours(1));
    }

    static Upkeep start(Work work, Pace pace) {
        Upkeep upkeep = new Upkeep(work, pace);
        upkeep.thread.start();
        return upkeep;
    }

    /** Does nothing more; work that is under way is interrupted. */
    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            Thread.sleep(pace.first());
            while (true) {
                attempt();
                Thread.sleep(pace.between());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // The boundary of this thread: whatever the work does, it is done again next time.
    private void attempt() throws InterruptedException {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            log.atWarn().setCause(WithoutTexts.of(e)).log("upkeep failed and is tried again later");
        }
    }
}

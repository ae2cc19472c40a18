package dev.keyferry.server.http.request;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts unknown tokens per source, so that somebody who tries tokens is told to wait. A good token
 * is never held up, wherever it comes from: a stranger behind the same address must not be able to
 * lock others out, and a token of 256 bits is not found by trying. Thread-safe.
 */
public final class FailedAuthentications {
    /** Failures of one source within {@link #WINDOW} that are answered as such. */
    public static final int MAX_FAILURES = 20;

    public static final Duration WINDOW = Duration.ofMinutes(1);

    /** Sources remembered at once; the one that failed longest ago is forgotten first. */
    public static final int MAX_SOURCES = 10_000;

    private static final Logger log = LoggerFactory.getLogger(FailedAuthentications.class);
    private static final float LOAD_FACTOR = 0.75f;

    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Window> windows =
            new LinkedHashMap<>(16, LOAD_FACTOR, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
                    return size() > MAX_SOURCES;
                }
            };

    public FailedAuthentications(InstantSource clock) {
        this.clock = clock;
    }

    /** Counts one failure; returns how long the source is to wait if it has had its share. */
    public Optional<Duration> failed(String source) {
        Instant now = clock.instant();
        Window window = count(source, now);
        if (window.failures() <= MAX_FAILURES) {
            return Optional.empty();
        }
        if (window.failures() == MAX_FAILURES + 1) {
            log.atWarn()
                    .addKeyValue("source", source)
                    .log("many unknown tokens come from one source");
        }
        return Optional.of(Duration.between(now, window.end()));
    }

    private Window count(String source, Instant now) {
        lock.lock();
        try {
            return windows.compute(
                    source,
                    (_, before) ->
                            before == null || !now.isBefore(before.end())
                                    ? new Window(now.plus(WINDOW), 1)
                                    : new Window(before.end(), before.failures() + 1));
        } finally {
            lock.unlock();
        }
    }

    int sources() {
        lock.lock();
        try {
            return windows.size();
        } finally {
            lock.unlock();
        }
    }

    private record Window(Instant end, int failures) {}
}

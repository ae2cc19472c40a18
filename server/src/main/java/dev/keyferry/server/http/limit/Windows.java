package dev.keyferry.server.http.limit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts what each of many does within windows of a fixed length, each of which begins with the
 * first thing that is done. Whoever was idle longest is forgotten first. Thread-safe.
 */
final class Windows<K> {
    private static final float LOAD_FACTOR = 0.75f;

    private final InstantSource clock;
    private final Duration length;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<K, Window> windows;

    /**
     * @param max how many are remembered at once
     */
    Windows(InstantSource clock, Duration length, int max) {
        this.clock = clock;
        this.length = length;
        this.windows =
                new LinkedHashMap<>(16, LOAD_FACTOR, true) {
                    private static final long serialVersionUID = 1;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<K, Window> eldest) {
                        return size() > max;
                    }
                };
    }

    /**
     * What was counted in the present window.
     *
     * @param left of the window; positive
     */
    record Count(int done, Duration left) {}

    /** Counts one more thing that somebody does. */
    Count count(K who) {
        Instant now = clock.instant();
        lock.lock();
        try {
            Window window =
                    windows.compute(
                            who,
                            (_, before) ->
                                    before == null || !before.holds(now, length)
                                            ? new Window(now, 1)
                                            : before.withOneMore());
            return new Count(window.done(), Duration.between(now, window.start().plus(length)));
        } finally {
            lock.unlock();
        }
    }

    /** How many are remembered. */
    int size() {
        lock.lock();
        try {
            return windows.size();
        } finally {
            lock.unlock();
        }
    }

    private record Window(Instant start, int done) {
        /** A clock that was set back ends the window too, which might else last for years. */
        boolean holds(Instant now, Duration length) {
            return !now.isBefore(start) && now.isBefore(start.plus(length));
        }

        Window withOneMore() {
            return new Window(start, done == Integer.MAX_VALUE ? done : done + 1);
        }
    }
}

package dev.keyferry.server.http.limit;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
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

    private final Windows<String> windows;

    public FailedAuthentications(InstantSource clock) {
        this.windows = new Windows<>(clock, WINDOW, MAX_SOURCES);
    }

    /** Counts one failure; returns how long the source is to wait if it has had its share. */
    public Optional<Duration> failed(String source) {
        Windows.Count count = windows.count(source);
        if (count.done() <= MAX_FAILURES) {
            return Optional.empty();
        }
        if (count.done() == MAX_FAILURES + 1) {
            log.atWarn()
                    .addKeyValue("source", source)
                    .log("many unknown tokens come from one source");
        }
        return Optional.of(count.left());
    }

    int sources() {
        return windows.size();
    }
}

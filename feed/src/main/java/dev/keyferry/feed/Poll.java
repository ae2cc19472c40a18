package dev.keyferry.feed;

import dev.keyferry.feed.id.SessionId;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * A gateway's question for what is new.
 *
 * @param position where the gateway stands
 * @param patience how long the answer may wait for something new, 0 to {@link #MAX_PATIENCE}; parts
 *     of a millisecond are cut off
 */
public record Poll(SessionId session, Position position, Duration patience) {
    public static final Duration MAX_PATIENCE = Duration.ofSeconds(25);

    public Poll {
        if (patience.isNegative() || patience.compareTo(MAX_PATIENCE) > 0) {
            throw new IllegalArgumentException("a poll waits from 0 to " + MAX_PATIENCE);
        }
        patience = patience.truncatedTo(ChronoUnit.MILLIS);
    }
}

package dev.keyferry.feed.reauth;

import dev.keyferry.feed.Poll;
import dev.keyferry.feed.id.Revision;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * A gateway's question for orders.
 *
 * @param after the greatest number that it has begun, or let pass
 * @param patience how long the answer may wait for an order, 0 to {@link Poll#MAX_PATIENCE}; parts
 *     of a millisecond are cut off
 */
public record ReauthQuestion(Revision after, Duration patience) {
    public ReauthQuestion {
        if (patience.isNegative() || patience.compareTo(Poll.MAX_PATIENCE) > 0) {
            throw new IllegalArgumentException("a question waits from 0 to " + Poll.MAX_PATIENCE);
        }
        patience = patience.truncatedTo(ChronoUnit.MILLIS);
    }
}

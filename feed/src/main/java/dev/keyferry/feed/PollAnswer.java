package dev.keyferry.feed;

import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.Revision;

/** The answer to a poll. */
public sealed interface PollAnswer permits Page, PollAnswer.Reset {
    /** The epoch of the store that answers. */
    Epoch epoch();

    /**
     * The position cannot be continued: it lies in another epoch, past the head, or before the
     * oldest kept tombstone. Within the same epoch the gateway reads from 0 and then drops what it
     * did not see; a foreign epoch or a smaller head is a matter for an operator, and nothing is
     * dropped.
     *
     * @param head the newest revision of the edge in this epoch
     */
    record Reset(Epoch epoch, Revision head) implements PollAnswer {}
}

package dev.keyferry.feed;

import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.Revision;

/** The answer to a poll. */
public sealed interface PollAnswer permits Page, PollAnswer.Reset {
    /** The epochs of the store that answers. */
    History history();

    /** The present epoch of the store that answers. */
    default Epoch epoch() {
        return history().epoch();
    }

    /**
     * The position cannot be continued: it lies in another epoch, past the head, or before the
     * oldest kept tombstone. Within the same epoch, or where the history says that it succeeds the
     * gateway's, the gateway reads from 0 and then drops what it did not see; a foreign epoch or a
     * smaller head is a matter for an operator, and nothing is dropped.
     *
     * @param head the newest revision of the edge in this epoch
     */
    record Reset(History history, Revision head) implements PollAnswer {
        /** Of a store that succeeded no other. */
        public Reset(Epoch epoch, Revision head) {
            this(History.of(epoch), head);
        }
    }
}

package dev.keyferry.feed;

import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.Revision;

/** Where a gateway stands in its edge's feed. */
public sealed interface Position {
    /**
     * It has read nothing yet and knows no epoch; it is answered from revision 0 of the present
     * one.
     */
    record Start() implements Position {}

    /** It has read everything up to {@code after} in {@code epoch}. */
    record After(Epoch epoch, Revision after) implements Position {}
}

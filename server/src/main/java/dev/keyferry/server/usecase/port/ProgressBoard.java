package dev.keyferry.server.usecase.port;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.GatewayName;
import java.time.Instant;
import java.util.List;

/**
 * Where servers leave each other notes of what gateways said. Of a gateway only each server's
 * newest note of a kind is kept, and none has to outlive the database's process: gateways repeat
 * themselves every few seconds. Thread-safe. Every method throws {@link StoreUnavailable} if the
 * database fails.
 */
public interface ProgressBoard {
    /**
     * A note. Whoever can write to the database can make one, but not its MAC.
     *
     * @param heardOn by the clock of the server that heard it, in whole microseconds
     * @param mac over all of it
     */
    record Note(GatewayName gateway, int kind, Instant heardOn, Bytes content, Bytes mac) {}

    /** Puts up the notes in the given order; other servers can read them when this returns. */
    void post(List<Note> notes) throws InterruptedException;

    /** The notes that other servers put up past a position, 0 for all, in order. */
    Posted after(long position) throws InterruptedException;

    /**
     * A reading of the board.
     *
     * @param position from which the next reading goes on
     */
    record Posted(long position, List<Note> notes) {
        public Posted {
            notes = List.copyOf(notes);
        }
    }
}

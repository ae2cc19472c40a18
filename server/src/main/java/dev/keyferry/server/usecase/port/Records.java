package dev.keyferry.server.usecase.port;

import dev.keyferry.feed.History;
import dev.keyferry.feed.Page;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.record.SealedDataKey;
import dev.keyferry.feed.record.TunnelRecord;
import java.util.List;
import java.util.Optional;

/** Reads what edges are to know. Thread-safe. */
public interface Records {
    /**
     * One moment of the store.
     *
     * @param head the newest revision
     * @param newer how far a gateway has read, where that is further: this is an older backup
     * @param tombstoneFloor who read less than this may have missed that a key went
     * @param records the edge's first ones past the position that was asked for, at most {@link
     *     Page#MAX_RECORDS}, in order of revision
     * @param dataKeys those that the records name
     */
    record Stretch(
            History history,
            Revision head,
            Optional<Revision> newer,
            Revision tombstoneFloor,
            List<TunnelRecord> records,
            List<SealedDataKey> dataKeys) {
        public Stretch {
            records = List.copyOf(records);
            dataKeys = List.copyOf(dataKeys);
        }
    }

    /**
     * Reads the edge's records past {@code after}.
     *
     * @throws StoreUnavailable if the store fails
     */
    Stretch after(EdgeId edge, Revision after) throws InterruptedException;
}

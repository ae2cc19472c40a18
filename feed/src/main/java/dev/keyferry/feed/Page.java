package dev.keyferry.feed;

import dev.keyferry.feed.id.DataKeyId;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.record.SealedDataKey;
import dev.keyferry.feed.record.TunnelRecord;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A stretch of an edge's feed: for each tunnel that changed after {@code after} its newest record,
 * in order of revision. A tunnel's older records are not kept, so revisions may be missing between
 * two records of a page.
 *
 * @param after the position that was asked for
 * @param upTo the position that the reader holds after this page: the last record's revision of a
 *     full page, else {@code head}
 * @param head the newest revision of the edge when the page was read
 * @param dataKeys every data key that the page's records name, once each
 * @param records at most {@value #MAX_RECORDS}, one of a tunnel
 */
public record Page(
        History history,
        Revision after,
        Revision upTo,
        Revision head,
        List<SealedDataKey> dataKeys,
        List<TunnelRecord> records)
        implements PollAnswer {
    public static final int MAX_RECORDS = 1_000;

    /** Of a store that succeeded no other. */
    public Page(
            Epoch epoch,
            Revision after,
            Revision upTo,
            Revision head,
            List<SealedDataKey> dataKeys,
            List<TunnelRecord> records) {
        this(History.of(epoch), after, upTo, head, dataKeys, records);
    }

    public Page {
        dataKeys = List.copyOf(dataKeys);
        records = List.copyOf(records);
        if (records.size() > MAX_RECORDS) {
            throw new IllegalArgumentException("a page has at most " + MAX_RECORDS + " records");
        }
        requirePositions(after, upTo, head, records);
        requireEachTunnelOnce(records);
        requireNamedDataKeys(dataKeys, records);
    }

    /** True if there is nothing more to read now. */
    public boolean isLast() {
        return upTo.equals(head);
    }

    private static void requirePositions(
            Revision after, Revision upTo, Revision head, List<TunnelRecord> records) {
        if (after.isAfter(upTo) || upTo.isAfter(head)) {
            throw new IllegalArgumentException("a page's positions ascend: after, upTo, head");
        }
        Revision last = after;
        for (TunnelRecord record : records) {
            if (!record.revision().isAfter(last) || record.revision().isAfter(upTo)) {
                throw new IllegalArgumentException(
                        "a page's records ascend between after and upTo");
            }
            last = record.revision();
        }
        // A page that stops short of the head without a record would be asked for again for ever.
        boolean stopsAtRecord = !records.isEmpty() && upTo.equals(last);
        if (!stopsAtRecord && !upTo.equals(head)) {
            throw new IllegalArgumentException("a page reaches its last record or the head");
        }
    }

    private static void requireEachTunnelOnce(List<TunnelRecord> records) {
        long tunnels = records.stream().map(r -> r.binding().tunnel()).distinct().count();
        if (tunnels != records.size()) {
            throw new IllegalArgumentException("a page has one record of a tunnel");
        }
    }

    private static void requireNamedDataKeys(
            List<SealedDataKey> dataKeys, List<TunnelRecord> records) {
        Set<DataKeyId> named = new HashSet<>();
        for (TunnelRecord record : records) {
            if (record instanceof KeyRecord key) {
                named.add(key.dataKey());
            }
        }
        Set<DataKeyId> given = new HashSet<>();
        dataKeys.forEach(dataKey -> given.add(dataKey.id()));
        if (given.size() != dataKeys.size() || !given.equals(named)) {
            throw new IllegalArgumentException(
                    "a page has the data keys that its records name, once each");
        }
    }
}

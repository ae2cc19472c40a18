package dev.keyferry.feed;

import java.util.List;

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
 * @param records at most {@value #MAX_RECORDS}
 */
public record Page(
        Epoch epoch,
        Revision after,
        Revision upTo,
        Revision head,
        List<SealedDataKey> dataKeys,
        List<TunnelRecord> records)
        implements PollAnswer {
    public static final int MAX_RECORDS = 1_000;

    public Page {
        dataKeys = List.copyOf(dataKeys);
        records = List.copyOf(records);
        if (records.size() > MAX_RECORDS || dataKeys.size() > records.size()) {
            throw new IllegalArgumentException(
                    "a page has at most "
                            + MAX_RECORDS
                            + " records and no more data keys than records");
        }
        if (after.isAfter(upTo) || upTo.isAfter(head)) {
            throw new IllegalArgumentException("a page's positions ascend: after, upTo, head");
        }
        Revision previous = after;
        for (TunnelRecord record : records) {
            if (!record.revision().isAfter(previous) || record.revision().isAfter(upTo)) {
                throw new IllegalArgumentException(
                        "a page's records ascend between after and upTo");
            }
            previous = record.revision();
        }
    }

    /** True if there is nothing more to read now. */
    public boolean isLast() {
        return upTo.equals(head);
    }
}

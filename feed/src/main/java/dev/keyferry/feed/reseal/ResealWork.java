package dev.keyferry.feed.reseal;

import dev.keyferry.feed.Page;
import dev.keyferry.feed.id.EdgeKeyId;
import dev.keyferry.feed.record.KeyRecord;

/**
 * Keys that are sealed to former keys of their edge.
 *
 * @param edgeKey names the edge's current key, to which they are to be sealed. Its public half is
 *     not told: a gateway seals to a key alone whose private half it has
 * @param page at most {@value #MAX_RECORDS} records, none of them gone; the last page of all has
 *     none
 */
public record ResealWork(EdgeKeyId edgeKey, Page page) {
    public static final int MAX_RECORDS = 256;

    public ResealWork {
        if (page.records().size() > MAX_RECORDS
                || !page.records().stream().allMatch(KeyRecord.class::isInstance)) {
            throw new IllegalArgumentException(
                    "at most " + MAX_RECORDS + " keys are sealed anew at once");
        }
    }
}

package dev.keyferry.feed.reseal;

import dev.keyferry.feed.id.EdgeKeyId;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.record.SealedDataKey;
import java.util.List;
import java.util.Optional;

/**
 * What a gateway tells of edge keys.
 *
 * @param holds those whose private halves it has, at most {@value #MAX_KEYS}
 * @param needs those to which its own records are sealed, at most {@value #MAX_KEYS}
 * @param after where the page begins that it sealed anew, or the one that it asks for
 * @param batch what it sealed anew; empty where it asks only
 */
public record Resealed(
        List<EdgeKeyId> holds, List<EdgeKeyId> needs, Revision after, Optional<Batch> batch) {
    /** An edge has one current and at most 100 former keys. */
    public static final int MAX_KEYS = 101;

    public Resealed {
        holds = List.copyOf(holds);
        needs = List.copyOf(needs);
        if (holds.size() > MAX_KEYS || needs.size() > MAX_KEYS) {
            throw new IllegalArgumentException("at most " + MAX_KEYS + " edge keys are told");
        }
    }

    /**
     * Keys sealed anew, with the MACs of the edge's record key.
     *
     * @param dataKey seals all of them
     * @param records 1 to {@value ResealWork#MAX_RECORDS}; each has the revision of the record in
     *     whose place it is to be
     */
    public record Batch(SealedDataKey dataKey, List<KeyRecord> records) {
        public Batch {
            records = List.copyOf(records);
            if (records.isEmpty() || records.size() > ResealWork.MAX_RECORDS) {
                throw new IllegalArgumentException(
                        "1 to " + ResealWork.MAX_RECORDS + " keys are sealed anew at once");
            }
            if (!records.stream().map(KeyRecord::dataKey).allMatch(dataKey.id()::equals)) {
                throw new IllegalArgumentException("one data key seals all of them");
            }
        }
    }
}

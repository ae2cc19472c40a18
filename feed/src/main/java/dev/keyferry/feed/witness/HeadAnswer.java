package dev.keyferry.feed.witness;

import dev.keyferry.feed.id.Bytes;
import java.util.Optional;

/**
 * The newest head of the audit.
 *
 * @param kept the hash that the audit has at the number of the head that the question remembered;
 *     empty where it has no such record, or none was asked for
 */
public record HeadAnswer(SignedHead newest, Optional<Bytes> kept) {
    public HeadAnswer {
        if (kept.isPresent() && kept.get().length() != AuditHead.HASH_BYTES) {
            throw new IllegalArgumentException("a record of the audit has a hash of 32 bytes");
        }
    }
}

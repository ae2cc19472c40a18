package dev.keyferry.server.usecase.port;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.witness.AuditHead;
import dev.keyferry.server.domain.RequestId;
import dev.keyferry.server.domain.audit.AuditItem;
import dev.keyferry.server.domain.audit.AuditQuery;
import dev.keyferry.server.domain.audit.AuditRecord;
import java.util.List;
import java.util.Optional;

/**
 * Reads the audit as it was last committed. Thread-safe. Every method throws {@link
 * StoreUnavailable} if the store fails.
 */
public interface Audit {
    /** Some of the records that somebody asked for; how many there are in all is not counted. */
    List<AuditRecord> page(AuditQuery query, AuditQuery.Stretch stretch)
            throws InterruptedException;

    Optional<AuditRecord> find(RequestId request) throws InterruptedException;

    /** The newest record, with the store's epoch. */
    AuditHead head() throws InterruptedException;

    /** The hash of the record with this number; empty if there is none. */
    Optional<Bytes> hash(long seq) throws InterruptedException;

    /** Some of what a record's request did, in order; empty where that is not known. */
    List<AuditItem> items(long seq, AuditQuery.Stretch stretch) throws InterruptedException;
}

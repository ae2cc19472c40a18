package dev.keyferry.server.usecase.port.edge;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.seal.EdgePublicKey;
import dev.keyferry.feed.seal.RecordKey;

/** The keys with which the control plane seals for an edge; it can open nothing. Thread-safe. */
public interface EdgeKeys {
    /** The current one of an edge that is committed. */
    EdgePublicKey publicKey(EdgeId edge);

    RecordKey recordKey(EdgeId edge);

    /**
     * Makes the record key of an edge that is to be, durably; one that is there stays.
     *
     * @throws dev.keyferry.feed.seal.SecretFileUnusable if it cannot be kept
     */
    void makeRecordKey(EdgeId edge);
}

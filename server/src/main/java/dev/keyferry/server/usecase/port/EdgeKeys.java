package dev.keyferry.server.usecase.port;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.seal.EdgePublicKey;
import dev.keyferry.feed.seal.RecordKey;

/** The keys with which the control plane seals for an edge; it can open nothing. Thread-safe. */
public interface EdgeKeys {
    EdgePublicKey publicKey(EdgeId edge);

    RecordKey recordKey(EdgeId edge);
}

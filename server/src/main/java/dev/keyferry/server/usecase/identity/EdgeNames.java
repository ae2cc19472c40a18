package dev.keyferry.server.usecase.identity;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.identity.ReservedNames;

/** What the gateways of an edge call themselves. Thread-safe. */
public interface EdgeNames {
    /** The names that the edge's gateways last told; none of one that has not reported yet. */
    ReservedNames of(EdgeId edge);
}

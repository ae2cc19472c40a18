package dev.keyferry.server.domain.edge;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.EdgeKeyId;
import java.time.Instant;

/**
 * The public half of an edge's key as it is kept. Nobody may seal to it before the MAC was checked:
 * whoever can write to the database can put a key of his own in its place, but not its MAC.
 *
 * @param encoded the public keyset, not secret
 * @param mac over the edge, this key, and whether it is the current one
 */
public record EdgeKey(EdgeKeyId id, Bytes encoded, Custody custody, Instant createdOn, Bytes mac) {
    /** Where the private half is. */
    public enum Custody {
        /** On this server as well, because a gateway runs in its process. */
        EMBEDDED,
        /** On the edge's gateways only. */
        APART
    }

    public boolean isEmbedded() {
        return custody == Custody.EMBEDDED;
    }
}

package dev.keyferry.feed.record;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.Revision;

/**
 * What an edge needs to know of one tunnel: its key, or that it has none any more. Every record
 * carries a MAC under the edge's record key; one without it does not count.
 */
public sealed interface TunnelRecord permits KeyRecord, GoneRecord {
    /**
     * Position in the edge's feed. Not covered by the MAC: versions order a tunnel's records, not
     * positions.
     */
    Revision revision();

    KeyBinding binding();

    /** HMAC-SHA256 under the record key, 32 bytes. */
    Bytes mac();
}

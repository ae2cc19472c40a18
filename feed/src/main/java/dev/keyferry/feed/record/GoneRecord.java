package dev.keyferry.feed.record;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.Revision;

/**
 * The tunnel has no key on this edge any more: it was deleted, its key was removed, or it moved to
 * another edge. The gateway unloads the key and ends the tunnel's live SAs.
 */
public record GoneRecord(Revision revision, KeyBinding binding, Bytes mac) implements TunnelRecord {
    public GoneRecord {
        if (mac.length() != KeyRecord.MAC_BYTES) {
            throw new IllegalArgumentException("a record's MAC has 32 bytes");
        }
    }
}

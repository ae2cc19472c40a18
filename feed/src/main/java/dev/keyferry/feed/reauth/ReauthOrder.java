package dev.keyferry.feed.reauth;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * An order to the gateways of an edge: have the peers of a tunnel authenticate anew, where this
 * version of its key is loaded. Each gateway begins it once, or not at all.
 *
 * @param number the revision at which it was given; tells orders apart, later ones have greater
 *     ones
 * @param until it is not begun any more from then on; in whole milliseconds
 * @param mac by the edge's record key, over all of it, the edge and the epoch
 */
public record ReauthOrder(
        Revision number, TunnelId tunnel, PskVersion version, Instant until, Bytes mac) {
    public ReauthOrder {
        until = until.truncatedTo(ChronoUnit.MILLIS);
        if (until.isBefore(Instant.EPOCH)) {
            throw new IllegalArgumentException("an order ends after 1970 began");
        }
    }
}

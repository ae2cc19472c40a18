package dev.keyferry.server.domain.tunnel;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.AccountNumber;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import java.time.Instant;
import java.util.Optional;

/**
 * One IPsec tunnel of an account.
 *
 * @param edge the edge that ends {@link TunnelParameters#cloudflareEndpoint()}
 * @param key its present key; empty before the first
 */
public record Tunnel(
        TunnelId id,
        AccountId account,
        AccountNumber number,
        EdgeId edge,
        TunnelParameters parameters,
        Instant createdOn,
        Instant modifiedOn,
        Optional<Key> key) {
    /**
     * What is known of a key without knowing it.
     *
     * @param revision where its record stands in the edge's feed
     */
    public record Key(PskVersion version, Revision revision, Instant setAt) {}

    public Tunnel with(Key newest) {
        return with(Optional.of(newest));
    }

    public Tunnel with(Optional<Key> newest) {
        return new Tunnel(id, account, number, edge, parameters, createdOn, modifiedOn, newest);
    }

    /** The same tunnel with other parameters, changed then. */
    public Tunnel with(TunnelParameters wanted, EdgeId wantedEdge, Instant now) {
        return new Tunnel(id, account, number, wantedEdge, wanted, createdOn, now, key);
    }
}

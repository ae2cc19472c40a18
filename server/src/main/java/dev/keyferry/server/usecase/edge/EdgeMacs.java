package dev.keyferry.server.usecase.edge;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.seal.EdgePublicKey;
import dev.keyferry.feed.seal.FingerprintKey;
import dev.keyferry.server.domain.edge.Edge;
import dev.keyferry.server.domain.edge.EdgeKey;
import dev.keyferry.server.domain.edge.EdgeKey.Custody;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Makes and checks the MACs of edge keys (docs/sealed-format.md). The key is not in the database:
 * who can write there alone cannot have keys sealed to himself. Thread-safe.
 */
public final class EdgeMacs {
    private static final String CURRENT = "current";
    private static final String FORMER = "former";
    private static final Bytes NO_MAC = Bytes.copyOf(new byte[0]);

    private final FingerprintKey key;

    public EdgeMacs(FingerprintKey key) {
        this.key = key;
    }

    /** The key as the edge's current one, for the store. */
    public EdgeKey keep(EdgeId edge, EdgePublicKey publicKey, Custody custody, Instant createdOn) {
        return sealed(
                edge,
                new EdgeKey(publicKey.id(), publicKey.encoded(), custody, createdOn, NO_MAC),
                CURRENT);
    }

    /** The current key of the edge as a former one, for the store. */
    public EdgeKey former(EdgeId edge, EdgeKey current) {
        return sealed(edge, current, FORMER);
    }

    /** The edge with MACs by this key, whosever MACs it had; the caller answers for its keys. */
    public Edge sign(Edge edge) {
        return new Edge(
                edge.name(),
                sealed(edge.name(), edge.key(), CURRENT),
                edge.former().stream().map(key -> sealed(edge.name(), key, FORMER)).toList(),
                edge.addresses(),
                edge.createdOn());
    }

    /** True if a server wrote the edge's keys as they are: none was added or made current again. */
    public boolean isAuthentic(Edge edge) {
        return isAuthentic(edge.name(), edge.key(), CURRENT)
                && edge.former().stream().allMatch(key -> isAuthentic(edge.name(), key, FORMER));
    }

    private boolean isAuthentic(EdgeId edge, EdgeKey kept, String standing) {
        byte[] right = mac(edge, kept, standing).toArray();
        return MessageDigest.isEqual(right, kept.mac().toArray());
    }

    private EdgeKey sealed(EdgeId edge, EdgeKey bare, String standing) {
        return new EdgeKey(
                bare.id(),
                bare.encoded(),
                bare.custody(),
                bare.createdOn(),
                mac(edge, bare, standing));
    }

    private Bytes mac(EdgeId edge, EdgeKey kept, String standing) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, kept.createdOn());
        return key.ofEdgeKey(
                List.of(
                        edge.value(),
                        kept.encoded().hex(),
                        kept.custody().name(),
                        Long.toString(micros),
                        standing));
    }
}

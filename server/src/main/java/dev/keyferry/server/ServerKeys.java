package dev.keyferry.server;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.seal.EdgePublicKey;
import dev.keyferry.feed.seal.FingerprintKey;
import dev.keyferry.feed.seal.RecordKey;
import dev.keyferry.server.usecase.port.EdgeKeys;

/**
 * The keys of a server with one edge; none of them opens anything.
 *
 * @param administrator the SHA-256 of the administrator's token
 */
record ServerKeys(
        EdgePublicKey edgeKey,
        RecordKey recordKey,
        FingerprintKey fingerprintKey,
        Bytes administrator)
        implements EdgeKeys {
    static ServerKeys of(DataDirectory directory) {
        return new ServerKeys(
                directory.edgePublicKey(),
                directory.recordKey(),
                directory.fingerprintKey(),
                directory.administratorTokenHash());
    }

    @Override
    public EdgePublicKey publicKey(EdgeId edge) {
        requireDefault(edge);
        return edgeKey;
    }

    @Override
    public RecordKey recordKey(EdgeId edge) {
        requireDefault(edge);
        return recordKey;
    }

    private static void requireDefault(EdgeId edge) {
        if (!edge.equals(EdgeId.DEFAULT)) {
            throw new IllegalStateException("edge " + edge + " has no keys");
        }
    }
}

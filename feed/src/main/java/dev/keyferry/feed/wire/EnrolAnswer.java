package dev.keyferry.feed.wire;

import dev.keyferry.feed.enrol.GatewayToken;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.DeploymentId;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.identity.IkeDomain;

/**
 * What a host is told when it has become a gateway.
 *
 * @param token its own from now on
 * @param sealedRecordKey its edge's record key, sealed to the edge key and bound to edge and
 *     gateway; 1 to {@value #MAX_SEALED_BYTES} bytes
 */
public record EnrolAnswer(
        GatewayName gateway,
        EdgeId edge,
        DeploymentId deployment,
        IkeDomain ikeDomain,
        GatewayToken token,
        Bytes sealedRecordKey) {
    public static final int MAX_SEALED_BYTES = 512;

    public EnrolAnswer {
        if (sealedRecordKey.length() == 0 || sealedRecordKey.length() > MAX_SEALED_BYTES) {
            throw new IllegalArgumentException(
                    "a sealed record key has 1 to " + MAX_SEALED_BYTES + " bytes");
        }
    }
}

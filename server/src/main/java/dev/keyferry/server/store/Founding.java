package dev.keyferry.server.store;

import dev.keyferry.feed.id.DeploymentId;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.feed.seal.EdgePublicKey;
import java.util.Set;

/**
 * What a store must have before it serves: written into an empty one, held against one that is not.
 *
 * @param deployment of an empty store; one that is not empty keeps its own
 * @param epoch likewise
 * @param domain must be the store's own, because sealed keys are bound to identities under it
 * @param edgeKey the key of the edge {@code default}; must be the store's own
 * @param gateways exactly the gateways of the edge {@code default}
 */
public record Founding(
        DeploymentId deployment,
        Epoch epoch,
        IkeDomain domain,
        EdgePublicKey edgeKey,
        Set<GatewayName> gateways) {
    public Founding {
        gateways = Set.copyOf(gateways);
    }
}

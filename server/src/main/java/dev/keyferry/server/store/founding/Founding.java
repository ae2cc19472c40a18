package dev.keyferry.server.store.founding;

import dev.keyferry.feed.id.DeploymentId;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.server.domain.edge.EdgeKey;
import dev.keyferry.server.domain.gateway.KeptGateway;
import java.util.Optional;

/**
 * What a store must have before it serves: written into an empty one, held against one that is not.
 *
 * @param deployment of an empty store; one that is not empty keeps its own
 * @param epoch likewise
 * @param domain must be the store's own, because sealed keys are bound to identities under it
 * @param edgeKey the key of the edge {@code default} that is embedded in this server; must be one
 *     of the store's. Empty where there is none: the store's current one must not be embedded then
 * @param local the gateway in the server's process, if there is to be one
 */
public record Founding(
        DeploymentId deployment,
        Epoch epoch,
        IkeDomain domain,
        Optional<EdgeKey> edgeKey,
        Optional<KeptGateway> local) {}

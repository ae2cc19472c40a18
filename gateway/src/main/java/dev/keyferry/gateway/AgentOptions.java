package dev.keyferry.gateway;

import dev.keyferry.feed.id.DeploymentId;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.feed.seal.EdgePrivateKey;
import dev.keyferry.feed.seal.RecordKey;
import dev.keyferry.gateway.lease.Lease;
import dev.keyferry.gateway.rules.OnUnsafe;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What an agent is started with.
 *
 * @param charonSocket the unix socket of the charon's vici plugin
 * @param socketOwners numeric user ids that may listen there, beside root and the agent's own
 * @param cacheDirectory this agent's alone; made if need be
 * @param edgeKeys the private halves that this host has of the edge's keys, the newest first
 * @param acceptUnsafe names of connections that the operator cannot mend and takes the risk of
 * @param lease how long keys may be held without the control plane
 */
public record AgentOptions(
        GatewayName name,
        EdgeId edge,
        DeploymentId deployment,
        IkeDomain ikeDomain,
        Path charonSocket,
        Set<Integer> socketOwners,
        Path cacheDirectory,
        List<EdgePrivateKey> edgeKeys,
        RecordKey recordKey,
        Set<String> acceptUnsafe,
        OnUnsafe onUnsafe,
        Lease lease) {
    public AgentOptions {
        edgeKeys = List.copyOf(edgeKeys);
        if (edgeKeys.isEmpty()) {
            throw new IllegalArgumentException("a gateway has a private half of its edge's key");
        }
        socketOwners = Set.copyOf(socketOwners);
        acceptUnsafe = Set.copyOf(acceptUnsafe);
    }
}

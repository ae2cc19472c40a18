package dev.keyferry.server.usecase.port.edge;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.EdgeKeyId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.server.domain.address.IpAddress;
import dev.keyferry.server.domain.edge.Edge;
import dev.keyferry.server.domain.gateway.KeptGateway;
import java.util.Optional;

/**
 * What a decision sees of edges and gateways, as the changes before it in the same group leave
 * them. Confined to the writer's thread and to one decision.
 */
public interface GroupEdges {
    /**
     * Tunnels that an address would take along.
     *
     * @param withKeys how many of them have a key
     * @param clashing how many of their identities another tunnel has on the edge to be
     */
    record Occupants(int withKeys, int clashing) {}

    Optional<Edge> edge(EdgeId name);

    int edges();

    /** True if an edge has the key or had it. */
    boolean isKnown(EdgeKeyId key);

    /** The edge to which the address is bound, else the default one. */
    EdgeId edgeOf(IpAddress address);

    /**
     * Tunnels of whatever account that end at the address on another edge than {@code edge}, as the
     * database has them: it is for a change that is decided alone.
     */
    Occupants elsewhere(IpAddress address, EdgeId edge);

    Optional<KeptGateway> gateway(GatewayName name);

    /** The gateway whose enrolment token has this SHA-256. */
    Optional<KeptGateway> ofEnrolment(Bytes hash);

    /** How many gateways are not revoked. */
    int gateways();
}

package dev.keyferry.server.usecase.edge;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.server.domain.address.IpAddress;
import dev.keyferry.server.usecase.identity.Identities;
import dev.keyferry.server.usecase.port.Group;
import dev.keyferry.server.usecase.port.edge.GroupEdges.Occupants;
import dev.keyferry.server.usecase.refusal.Refusal;

/**
 * Whether an address can pass to an edge. Tunnels without a key that end there pass with it; keys
 * cannot, because they are sealed to the edge that they are on.
 */
final class Binding {
    private Binding() {}

    /**
     * @param pointer JSON pointer (RFC 6901) to the address in the request's body
     * @throws Refusal.Conflict if it is bound to an edge, or what {@link #require} throws
     */
    static void requireFree(Group group, IpAddress address, EdgeId edge, String pointer) {
        EdgeId present = group.edges().edgeOf(address);
        if (!present.equals(EdgeId.DEFAULT) && !present.equals(edge)) {
            throw new Refusal.Conflict(
                    pointer,
                    "The address is bound to the edge " + present + ": take it from there first");
        }
        require(group, address, edge, pointer);
    }

    /**
     * @param pointer JSON pointer (RFC 6901) to the address in the request's body
     * @throws Refusal.Conflict if it is an identity, or tunnels with keys end there
     */
    static void require(Group group, IpAddress address, EdgeId edge, String pointer) {
        if (Identities.isIdentity(group, address)) {
            throw new Refusal.Conflict(pointer, "The address is an identity of a tunnel");
        }
        requireMovable(group, address, edge, pointer);
    }

    /**
     * @throws Refusal.Conflict if tunnels that end at the address cannot pass to the edge
     */
    static void requireMovable(Group group, IpAddress address, EdgeId edge, String pointer) {
        Occupants elsewhere = group.edges().elsewhere(address, edge);
        if (elsewhere.withKeys() > 0) {
            throw new Refusal.Conflict(
                    pointer,
                    elsewhere.withKeys()
                            + " tunnels with keys end at this address on another edge, and keys"
                            + " cannot be moved: give those tunnels another cloudflare_endpoint or"
                            + " delete them, then bind the address");
        }
        if (elsewhere.clashing() > 0) {
            throw new Refusal.Conflict(
                    pointer,
                    elsewhere.clashing()
                            + " identities of tunnels that end at this address are those of other"
                            + " tunnels on the edge that is to have it");
        }
    }
}

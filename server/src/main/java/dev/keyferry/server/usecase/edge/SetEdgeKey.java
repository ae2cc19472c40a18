package dev.keyferry.server.usecase.edge;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.seal.EdgePublicKey;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.edge.Edge;
import dev.keyferry.server.domain.edge.EdgeKey.Custody;
import dev.keyferry.server.usecase.port.Change;
import dev.keyferry.server.usecase.port.Change.Action;
import dev.keyferry.server.usecase.port.Change.Names;
import dev.keyferry.server.usecase.port.Decision;
import dev.keyferry.server.usecase.port.Effect.EdgeKept;
import dev.keyferry.server.usecase.port.Group;
import dev.keyferry.server.usecase.port.Writer;
import dev.keyferry.server.usecase.port.edge.EdgeKeyHolders;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Gives an edge another key, to which keys of tunnels are sealed from then on. What was sealed to
 * the former one stays so until a gateway seals it anew ({@link ResealKeys}). Thread-safe.
 */
public final class SetEdgeKey {
    /** Names of gateways in a refusal. */
    private static final int MAX_NAMED = 10;

    private final Writer writer;
    private final EdgeMacs macs;
    private final EdgeKeyHolders holders;

    public SetEdgeKey(Writer writer, EdgeMacs macs, EdgeKeyHolders holders) {
        this.writer = writer;
        this.macs = macs;
        this.holders = holders;
    }

    /**
     * Sets the key. The one that the edge has already changes nothing.
     *
     * @throws Refusal.EdgeNotFound if there is no such edge
     * @throws Refusal.Conflict if an edge had the key before, the edge has had too many, a gateway
     *     in the server's process uses the embedded one, or one has not told that it has this one
     * @throws Refusal.Busy if too many changes wait
     */
    public Edge set(Caller caller, EdgeId edge, EdgePublicKey key) throws InterruptedException {
        return writer.write(
                new Change<>(
                        caller,
                        Action.SET_EDGE_KEY,
                        Change.ALONE,
                        Names.NOTHING,
                        group -> decide(group, edge, key)));
    }

    private Decision<Edge> decide(Group group, EdgeId name, EdgePublicKey key) {
        Edge edge = group.edges().edge(name).orElseThrow(Refusal.EdgeNotFound::new);
        if (edge.key().id().equals(key.id())) {
            return new Decision<>(edge, List.of(), "edge " + name + " has this key already");
        }
        if (group.edges().isKnown(key.id())) {
            throw new Refusal.Conflict("/public_key", "An edge has this key or had it before");
        }
        if (edge.former().size() >= Edge.MAX_FORMER_KEYS) {
            throw new Refusal.Conflict(
                    "The edge has had " + Edge.MAX_FORMER_KEYS + " keys: create another edge");
        }
        if (edge.key().isEmbedded() && group.edges().gateway(GatewayName.LOCAL).isPresent()) {
            throw new Refusal.Conflict(
                    "The gateway in the server's process opens with the embedded key: start the"
                            + " server without --charon first, and run keyferry agent in its place");
        }
        requireHeld(name, key);
        Edge changed =
                edge.with(
                        macs.keep(name, key, Custody.APART, group.now()),
                        macs.former(name, edge.key()));
        return new Decision<>(
                changed,
                List.of(new EdgeKept(changed)),
                "edge " + name + " has the key " + key.id());
    }

    /** What is sealed to a key that a gateway lacks would never be loaded there. */
    private void requireHeld(EdgeId edge, EdgePublicKey key) {
        List<GatewayName> lacking = holders.lacking(edge, key.id());
        if (!lacking.isEmpty()) {
            String names =
                    lacking.stream()
                            .limit(MAX_NAMED)
                            .map(GatewayName::value)
                            .collect(Collectors.joining(", "));
            int more = lacking.size() - Math.min(lacking.size(), MAX_NAMED);
            throw new Refusal.Conflict(
                    "/public_key",
                    "These gateways of the edge have not shown that they have the private half of"
                            + " this key: "
                            + names
                            + (more > 0 ? " and " + more + " more" : "")
                            + ". Start keyferry agent there with one more --edge-key, or revoke the"
                            + " gateway");
        }
    }
}

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
import dev.keyferry.server.usecase.refusal.Refusal;
import java.util.List;

/**
 * Gives an edge another key, to which keys of tunnels are sealed from then on. What was sealed to
 * the former one stays so. Thread-safe.
 */
public final class SetEdgeKey {
    private final Writer writer;
    private final EdgeMacs macs;

    public SetEdgeKey(Writer writer, EdgeMacs macs) {
        this.writer = writer;
        this.macs = macs;
    }

    /**
     * Sets the key. The one that the edge has already changes nothing.
     *
     * @throws Refusal.EdgeNotFound if there is no such edge
     * @throws Refusal.Conflict if an edge had the key before, the edge has had too many, or a
     *     gateway in the server's process uses the embedded one
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
        Edge changed =
                edge.with(
                        macs.keep(name, key, Custody.APART, group.now()),
                        macs.former(name, edge.key()));
        return new Decision<>(
                changed,
                List.of(new EdgeKept(changed)),
                "edge " + name + " has the key " + key.id());
    }
}

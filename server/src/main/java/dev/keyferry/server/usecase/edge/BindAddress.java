package dev.keyferry.server.usecase.edge;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.address.IpAddress;
import dev.keyferry.server.domain.edge.Edge;
import dev.keyferry.server.usecase.port.Change;
import dev.keyferry.server.usecase.port.Change.Action;
import dev.keyferry.server.usecase.port.Change.Names;
import dev.keyferry.server.usecase.port.Decision;
import dev.keyferry.server.usecase.port.Effect;
import dev.keyferry.server.usecase.port.Effect.EdgeKept;
import dev.keyferry.server.usecase.port.Effect.EndpointMoved;
import dev.keyferry.server.usecase.port.Group;
import dev.keyferry.server.usecase.port.Writer;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.util.ArrayList;
import java.util.List;

/** Says which edge ends the tunnels of an address. Thread-safe. */
public final class BindAddress {
    private final Writer writer;

    public BindAddress(Writer writer) {
        this.writer = writer;
    }

    /**
     * Binds the address to the edge, whichever edge had it before.
     *
     * @throws Refusal.EdgeNotFound if there is no such edge
     * @throws Refusal.Conflict if tunnels with keys end there on another edge, the address is an
     *     identity, or the edge has too many addresses
     * @throws Refusal.Busy if too many changes wait
     */
    public Edge bind(Caller caller, EdgeId edge, IpAddress address) throws InterruptedException {
        return writer.write(
                new Change<>(
                        caller,
                        Action.BIND_ADDRESS,
                        Change.ALONE,
                        Names.NOTHING,
                        group -> bound(group, edge, address)));
    }

    /**
     * Takes the address from the edge: it belongs to the default one again. One that is not bound
     * to the edge changes nothing.
     *
     * @throws Refusal.EdgeNotFound if there is no such edge
     * @throws Refusal.Conflict if tunnels with keys end there
     * @throws Refusal.Busy if too many changes wait
     */
    public Edge unbind(Caller caller, EdgeId edge, IpAddress address) throws InterruptedException {
        return writer.write(
                new Change<>(
                        caller,
                        Action.UNBIND_ADDRESS,
                        Change.ALONE,
                        Names.NOTHING,
                        group -> unbound(group, edge, address)));
    }

    private static Decision<Edge> bound(Group group, EdgeId name, IpAddress address) {
        Edge edge = find(group, name);
        if (edge.has(address)) {
            return new Decision<>(edge, List.of(), "edge " + name + " has " + address + " already");
        }
        if (edge.addresses().size() >= Edge.MAX_ADDRESSES) {
            throw new Refusal.Conflict("The edge has " + Edge.MAX_ADDRESSES + " addresses already");
        }
        Binding.require(group, address, name, "");
        Edge changed = edge.with(address);
        List<Effect> effects = new ArrayList<>();
        Edge former = find(group, group.edges().edgeOf(address));
        if (former.has(address)) {
            effects.add(new EdgeKept(former.without(address)));
        }
        effects.add(new EdgeKept(changed));
        effects.add(new EndpointMoved(address, name));
        return new Decision<>(changed, effects, address + " bound to edge " + name);
    }

    private static Decision<Edge> unbound(Group group, EdgeId name, IpAddress address) {
        Edge edge = find(group, name);
        if (!edge.has(address)) {
            return new Decision<>(edge, List.of(), "edge " + name + " has not " + address);
        }
        Binding.requireMovable(group, address, EdgeId.DEFAULT, "");
        Edge changed = edge.without(address);
        return new Decision<>(
                changed,
                List.of(new EdgeKept(changed), new EndpointMoved(address, EdgeId.DEFAULT)),
                address + " taken from edge " + name);
    }

    private static Edge find(Group group, EdgeId name) {
        return group.edges().edge(name).orElseThrow(Refusal.EdgeNotFound::new);
    }
}

package dev.keyferry.server.usecase.edge;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.seal.EdgePublicKey;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.address.IpAddress;
import dev.keyferry.server.domain.edge.Edge;
import dev.keyferry.server.domain.edge.EdgeKey.Custody;
import dev.keyferry.server.usecase.port.Change;
import dev.keyferry.server.usecase.port.Change.Action;
import dev.keyferry.server.usecase.port.Change.Names;
import dev.keyferry.server.usecase.port.Decision;
import dev.keyferry.server.usecase.port.Effect;
import dev.keyferry.server.usecase.port.Effect.EdgeKept;
import dev.keyferry.server.usecase.port.Group;
import dev.keyferry.server.usecase.port.Writer;
import dev.keyferry.server.usecase.port.edge.EdgeKeys;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.util.ArrayList;
import java.util.List;

/** Creates an edge with its public key and the addresses that are bound to it. Thread-safe. */
public final class CreateEdge {
    private final Writer writer;
    private final EdgeKeys edgeKeys;
    private final EdgeMacs macs;

    public CreateEdge(Writer writer, EdgeKeys edgeKeys, EdgeMacs macs) {
        this.writer = writer;
        this.edgeKeys = edgeKeys;
        this.macs = macs;
    }

    /**
     * An edge to be.
     *
     * @param addresses without repetition
     */
    public record NewEdge(EdgeId name, EdgePublicKey key, List<IpAddress> addresses) {
        public NewEdge {
            addresses = List.copyOf(addresses);
        }
    }

    /**
     * Creates the edge.
     *
     * @throws Refusal.Invalid if the name is taken, or there are too many edges or addresses
     * @throws Refusal.Conflict if an edge has or had this key, an address is bound to another edge
     *     or is an identity, or tunnels with keys end at one
     * @throws Refusal.Busy if too many changes wait
     */
    public Edge create(Caller caller, NewEdge edge) throws InterruptedException {
        if (edge.addresses().size() > Edge.MAX_ADDRESSES) {
            throw new Refusal.Invalid(
                    "/addresses", "an edge has at most " + Edge.MAX_ADDRESSES + " addresses");
        }
        Change<Edge> change =
                new Change<>(
                        caller,
                        Action.CREATE_EDGE,
                        Change.ALONE,
                        Names.NOTHING,
                        group -> decide(group, edge));
        // A record key that is there already is that of an edge which is there already: it must not
        // be touched, and a new edge must not be known before it has one.
        writer.preview(change);
        edgeKeys.makeRecordKey(edge.name());
        return writer.write(change);
    }

    private Decision<Edge> decide(Group group, NewEdge wanted) {
        if (group.edges().edge(wanted.name()).isPresent()) {
            throw new Refusal.Invalid("/name", "the name is taken");
        }
        if (group.edges().edges() >= Edge.MAX_EDGES) {
            throw new Refusal.Invalid("", "there are " + Edge.MAX_EDGES + " edges already");
        }
        if (group.edges().isKnown(wanted.key().id())) {
            throw new Refusal.Conflict("/public_key", "An edge has this key or had it before");
        }
        Edge edge =
                new Edge(
                        wanted.name(),
                        macs.keep(wanted.name(), wanted.key(), Custody.APART, group.now()),
                        List.of(),
                        List.of(),
                        group.now());
        List<Effect> effects = new ArrayList<>();
        for (int i = 0; i < wanted.addresses().size(); i++) {
            IpAddress address = wanted.addresses().get(i);
            if (group.edges().edge(EdgeId.DEFAULT).filter(d -> d.has(address)).isPresent()) {
                throw new Refusal.Conflict(
                        "/addresses/" + i, "The address is bound to the edge default");
            }
            Binding.requireFree(group, address, edge.name(), "/addresses/" + i);
            edge = edge.with(address);
            effects.add(new Effect.EndpointMoved(address, edge.name()));
        }
        effects.addFirst(new EdgeKept(edge));
        return new Decision<>(edge, effects, "edge " + edge.name() + " created");
    }
}

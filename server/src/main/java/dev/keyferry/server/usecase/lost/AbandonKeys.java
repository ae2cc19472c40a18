package dev.keyferry.server.usecase.lost;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.record.KeyBinding;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.seal.EdgePublicKey;
import dev.keyferry.feed.seal.RecordKey;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.edge.Edge;
import dev.keyferry.server.domain.edge.EdgeKey.Custody;
import dev.keyferry.server.usecase.edge.EdgeMacs;
import dev.keyferry.server.usecase.port.Change;
import dev.keyferry.server.usecase.port.Change.Action;
import dev.keyferry.server.usecase.port.Change.Names;
import dev.keyferry.server.usecase.port.Decision;
import dev.keyferry.server.usecase.port.Effect;
import dev.keyferry.server.usecase.port.Effect.EdgeKept;
import dev.keyferry.server.usecase.port.Effect.KeyGone;
import dev.keyferry.server.usecase.port.Group;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives an edge a key in the place of one whose private half is lost, and ends every key of a
 * tunnel that was sealed for the edge, because nobody can open it any more. Thread-safe.
 */
public final class AbandonKeys {
    private final EdgeMacs macs;
    private final RecordKey recordKey;

    /**
     * @param recordKey the edge's own
     */
    public AbandonKeys(EdgeMacs macs, RecordKey recordKey) {
        this.macs = macs;
        this.recordKey = recordKey;
    }

    /**
     * The key that an edge is to have.
     *
     * @param key which no edge has or had
     */
    public record Replacement(EdgeId edge, EdgePublicKey key, Custody custody) {}

    /**
     * The change, which gives the edge as it is then.
     *
     * @param held all keys of the edge
     */
    public Change<Edge> change(Caller caller, Replacement wanted, List<KeyRecord> held) {
        List<TunnelId> tunnels = held.stream().map(key -> key.binding().tunnel()).toList();
        return new Change<>(
                caller,
                Action.ABANDON_KEYS,
                Change.ALONE,
                Names.of(tunnels),
                group -> decide(group, wanted, held));
    }

    private Decision<Edge> decide(Group group, Replacement wanted, List<KeyRecord> held) {
        Edge edge = group.edges().edge(wanted.edge()).orElseThrow();
        Edge changed =
                edge.with(
                        macs.keep(edge.name(), wanted.key(), wanted.custody(), group.now()),
                        macs.former(edge.name(), edge.key()));
        List<Effect> effects = new ArrayList<>();
        effects.add(new EdgeKept(changed));
        Revision revision = group.head();
        for (KeyRecord key : held) {
            revision = revision.next();
            effects.add(new KeyGone(recordKey.gone(revision, end(group, key.binding()))));
        }
        return new Decision<>(
                changed,
                effects,
                "edge %s has the key %s; %d keys given up that nobody can open"
                        .formatted(edge.name(), wanted.key().id(), held.size()));
    }

    /** The end of a key has a version of its own, like every other. */
    private static KeyBinding end(Group group, KeyBinding held) {
        return new KeyBinding(
                group.epoch(),
                held.edge(),
                held.account(),
                held.number(),
                held.tunnel(),
                group.next(held.tunnel()).orElseThrow(),
                held.identities());
    }
}

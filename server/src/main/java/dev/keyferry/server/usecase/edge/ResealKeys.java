package dev.keyferry.server.usecase.edge;

import dev.keyferry.feed.Page;
import dev.keyferry.feed.codec.MalformedFeed;
import dev.keyferry.feed.id.DataKeyId;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.record.SealedDataKey;
import dev.keyferry.feed.record.TunnelRecord;
import dev.keyferry.feed.reseal.ResealWork;
import dev.keyferry.feed.reseal.Resealed;
import dev.keyferry.feed.reseal.Resealed.Batch;
import dev.keyferry.feed.seal.RecordKey;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.RequestId;
import dev.keyferry.server.domain.rights.Actor;
import dev.keyferry.server.domain.rights.Rights;
import dev.keyferry.server.usecase.port.Change;
import dev.keyferry.server.usecase.port.Change.Action;
import dev.keyferry.server.usecase.port.Change.Names;
import dev.keyferry.server.usecase.port.Decision;
import dev.keyferry.server.usecase.port.Effect;
import dev.keyferry.server.usecase.port.Effect.KeyResealed;
import dev.keyferry.server.usecase.port.Group;
import dev.keyferry.server.usecase.port.Writer;
import dev.keyferry.server.usecase.port.edge.EdgeKeyHolders;
import dev.keyferry.server.usecase.port.edge.EdgeKeyHolders.Told;
import dev.keyferry.server.usecase.port.edge.EdgeKeys;
import dev.keyferry.server.usecase.port.edge.Edges;
import dev.keyferry.server.usecase.standing.AfterChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Has gateways seal anew what is sealed to former keys of their edge, because nobody else can open
 * it. What comes back takes the place of the very record that was handed out, and of none that was
 * set since; versions, and with them what gateways and operators know of a key, stay. Thread-safe.
 */
public final class ResealKeys {
    private final Edges edges;
    private final EdgeKeys edgeKeys;
    private final EdgeKeyHolders holders;
    private final Writer writer;
    private final RandomGenerator random;

    public ResealKeys(
            Edges edges,
            EdgeKeys edgeKeys,
            EdgeKeyHolders holders,
            Writer writer,
            RandomGenerator random) {
        this.edges = edges;
        this.edgeKeys = edgeKeys;
        this.holders = holders;
        this.writer = writer;
        this.random = random;
    }

    /** A record that was handed out, and the same key sealed anew. */
    private record Pair(KeyRecord before, KeyRecord after) {}

    /**
     * Takes what a gateway of the edge sealed anew, and hands out what is next.
     *
     * @throws MalformedFeed if a record is not by a holder of the edge's record key
     * @throws dev.keyferry.server.usecase.refusal.Refusal.Busy if too many changes wait
     */
    public ResealWork exchange(GatewayName gateway, EdgeId edge, Resealed resealed)
            throws InterruptedException {
        holders.tell(gateway, new Told(resealed.holds(), resealed.needs()));
        Page handed = page(edge, resealed.after());
        Optional<Batch> batch = resealed.batch();
        if (batch.isEmpty()) {
            return new ResealWork(edgeKeys.publicKey(edge).id(), handed);
        }
        requireAuthentic(edge, batch.get());
        List<Pair> pairs = pairs(handed, batch.get());
        if (pairs.isEmpty()) {
            return new ResealWork(edgeKeys.publicKey(edge).id(), page(edge, handed.upTo()));
        }
        keep(gateway, edge, pairs, batch.get().dataKey());
        Page next = AfterChange.read(() -> page(edge, handed.upTo()));
        return new ResealWork(edgeKeys.publicKey(edge).id(), next);
    }

    private Page page(EdgeId edge, Revision after) throws InterruptedException {
        return edges.formerlySealed(edge, after, ResealWork.MAX_RECORDS);
    }

    // The gateway's token alone is not enough: its thief has not the record key.
    private void requireAuthentic(EdgeId edge, Batch batch) {
        RecordKey recordKey = edgeKeys.recordKey(edge);
        if (!batch.records().stream().allMatch(recordKey::isAuthentic)) {
            throw new MalformedFeed(
                    "a record that was sealed anew is not by the edge's record key");
        }
    }

    /** What is not as it was handed out is stale. */
    private static List<Pair> pairs(Page handed, Batch batch) {
        Map<TunnelId, KeyRecord> before = new HashMap<>();
        for (TunnelRecord record : handed.records()) {
            if (record instanceof KeyRecord key) {
                before.put(key.binding().tunnel(), key);
            }
        }
        List<Pair> pairs = new ArrayList<>();
        for (KeyRecord after : batch.records()) {
            Optional.ofNullable(before.remove(after.binding().tunnel()))
                    .filter(known -> known.revision().equals(after.revision()))
                    .filter(known -> known.binding().equals(after.binding()))
                    .ifPresent(known -> pairs.add(new Pair(known, after)));
        }
        return pairs;
    }

    private void keep(GatewayName gateway, EdgeId edge, List<Pair> pairs, SealedDataKey dataKey)
            throws InterruptedException {
        Caller caller =
                new Caller(Actor.gateway(gateway), Rights.NONE, "feed", RequestId.random(random));
        List<TunnelId> tunnels =
                pairs.stream().map(pair -> pair.before().binding().tunnel()).toList();
        writer.write(
                new Change<>(
                        caller,
                        Action.RESEAL_KEYS,
                        pairs.size(),
                        Names.of(tunnels),
                        group -> decide(group, edge, pairs, dataKey)));
    }

    private static Decision<Integer> decide(
            Group group, EdgeId edge, List<Pair> pairs, SealedDataKey dataKey) {
        boolean isToCurrent =
                group.edges()
                        .edge(edge)
                        .filter(known -> known.key().id().equals(dataKey.edgeKey()))
                        .isPresent();
        List<Effect> effects = new ArrayList<>();
        Revision revision = group.head();
        boolean isTaken = isToCurrent && group.newer().isEmpty();
        for (Pair pair : isTaken ? pairs : List.<Pair>of()) {
            KeyRecord after = pair.after();
            if (isPresent(group, pair.before())) {
                revision = revision.next();
                effects.add(
                        new KeyResealed(
                                new KeyRecord(
                                        revision,
                                        after.binding(),
                                        after.dataKey(),
                                        after.sealed(),
                                        after.mac()),
                                dataKey));
            }
        }
        return new Decision<>(
                effects.size(), effects, effects.size() + " keys of edge " + edge + " sealed anew");
    }

    // A data key seals one group of changes, and what it sealed of a tunnel last is what was handed
    // out: whatever was set since is under another one.
    private static boolean isPresent(Group group, KeyRecord handed) {
        Optional<DataKeyId> present = group.sealing(handed.binding().tunnel());
        return present.filter(handed.dataKey()::equals).isPresent();
    }
}

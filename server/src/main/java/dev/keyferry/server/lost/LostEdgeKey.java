package dev.keyferry.server.lost;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.EdgeKeyId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.seal.EdgePublicKey;
import dev.keyferry.feed.seal.FingerprintKey;
import dev.keyferry.feed.seal.RecordKey;
import dev.keyferry.server.data.DataDirectory;
import dev.keyferry.server.data.EpochsMac;
import dev.keyferry.server.data.StartRefused;
import dev.keyferry.server.data.StorePlace;
import dev.keyferry.server.domain.edge.Edge;
import dev.keyferry.server.domain.edge.EdgeKey.Custody;
import dev.keyferry.server.domain.gateway.Gateway;
import dev.keyferry.server.stopped.StoppedServer;
import dev.keyferry.server.usecase.edge.EdgeMacs;
import dev.keyferry.server.usecase.lost.AbandonKeys;
import dev.keyferry.server.usecase.lost.AbandonKeys.Replacement;
import dev.keyferry.server.usecase.recall.Stored;
import dev.keyferry.server.usecase.recall.StoredTunnel;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Gives an edge another key where nobody has the private half of its present one: what is sealed to
 * that is given up, because nobody can open it. Confined to one thread.
 */
public final class LostEdgeKey {
    /** Names of gateways in a refusal. */
    private static final int MAX_NAMED = 10;

    private final SecureRandom random;
    private final InstantSource clock;

    public LostEdgeKey(SecureRandom random, InstantSource clock) {
        this.random = random;
        this.clock = clock;
    }

    /**
     * What is lost.
     *
     * @param key the edge's, as it was found
     * @param keys all keys of the edge's tunnels
     * @param present the edge's key from now on; empty where nothing was changed
     */
    public record Loss(
            EdgeId edge, EdgeKeyId key, List<LostPsk> keys, Optional<EdgeKeyId> present) {
        public Loss {
            keys = List.copyOf(keys);
        }
    }

    /**
     * A tunnel whose key is lost.
     *
     * @param version of the key that is lost
     */
    public record LostPsk(StoredTunnel tunnel, PskVersion version) {}

    /**
     * Says what would be lost, and changes nothing.
     *
     * @throws StartRefused if a server runs, there is no such edge, or its key is not lost: the
     *     file is there, or a gateway that may have it was not revoked
     */
    public Loss look(StorePlace place, EdgeId edge) {
        return over(place, edge, found -> found.loss(Optional.empty()));
    }

    /**
     * Gives it up.
     *
     * @param key the public half of the edge's key from now on; empty for one that is made and
     *     embedded here, as the lost one of the edge {@code default} was
     * @throws StartRefused as for {@link #look}, and if the key cannot be this edge's
     */
    public Loss abandon(StorePlace place, EdgeId edge, Optional<EdgePublicKey> key) {
        return over(place, edge, found -> abandon(found, key));
    }

    private record Found(
            StoppedServer server, EdgeMacs macs, Edge edge, List<KeyRecord> held, Stored stored) {
        Loss loss(Optional<EdgeKeyId> present) {
            return new Loss(
                    edge.name(), edge.key().id(), held.stream().map(this::lost).toList(), present);
        }

        private LostPsk lost(KeyRecord key) {
            TunnelId tunnel = key.binding().tunnel();
            return new LostPsk(
                    Objects.requireNonNull(stored.tunnels().get(tunnel)), key.binding().version());
        }
    }

    private Loss over(StorePlace place, EdgeId name, Function<Found, Loss> work) {
        try (StoppedServer stopped = StoppedServer.take(place, random)) {
            FingerprintKey fingerprints = stopped.directory().fingerprintKey();
            EpochsMac.requireAuthentic(fingerprints, stopped.store().epochs());
            Stored stored = stopped.store().stored();
            EdgeMacs macs = new EdgeMacs(fingerprints);
            Edge edge =
                    stored.edges().stream()
                            .filter(known -> known.name().equals(name))
                            .findFirst()
                            .orElseThrow(() ->
                                    refused(
                                            "there is no edge " + name,
                                            "name one of" + " `keyferry edge list`"));
            requireLost(stopped, macs, edge);
            return work.apply(new Found(stopped, macs, edge, stopped.store().keys(name), stored));
        }
    }

    private static void requireLost(StoppedServer stopped, EdgeMacs macs, Edge edge) {
        if (!macs.isAuthentic(edge)) {
            throw refused(
                    "the database has a public key of edge "
                            + edge.name()
                            + " that no server wrote there",
                    "put the database back from a backup, and find out who can write to it");
        }
        if (stopped.store().head().newer().isPresent()) {
            throw refused(
                    "a gateway has read further than this database goes, so it is an older backup",
                    "decide about that first, by `keyferry recover apply`");
        }
        Optional<EdgePublicKey> embedded =
                edge.key().isEmbedded() ? stopped.directory().edgePublicKey() : Optional.empty();
        if (embedded.filter(key -> key.id().equals(edge.key().id())).isPresent()) {
            throw refused(
                    "the key of edge "
                            + edge.name()
                            + " is in keys/edge-default.key: it is not lost",
                    "start the server; to give the edge another key, use `keyferry edge-key rotate`");
        }
        requireNoGateway(stopped, edge.name());
    }

    /** A gateway that is there has the key, and with it nothing has to be given up. */
    private static void requireNoGateway(StoppedServer stopped, EdgeId edge) {
        List<Gateway> living =
                stopped.store().gateways().stream()
                        .map(kept -> kept.gateway())
                        .filter(gateway -> gateway.edge().equals(edge))
                        .filter(gateway -> gateway.isServed() && !gateway.isLocal())
                        .toList();
        if (!living.isEmpty()) {
            throw refused(
                    "these gateways of edge "
                            + edge
                            + " may have its key: "
                            + living.stream()
                                    .limit(MAX_NAMED)
                                    .map(Gateway::name)
                                    .map(GatewayName::value)
                                    .collect(Collectors.joining(", "))
                            + (living.size() > MAX_NAMED
                                    ? " and " + (living.size() - MAX_NAMED) + " more"
                                    : ""),
                    "copy the key from one of them; of hosts that are lost revoke the gateway first,"
                            + " by `keyferry gateway revoke`");
        }
    }

    private Loss abandon(Found found, Optional<EdgePublicKey> given) {
        Edge edge = found.edge();
        if (given.isEmpty() && !edge.key().isEmbedded()) {
            throw refused(
                    "the edge " + edge.name() + " has a key of its own, which no server makes",
                    "make one by `keyferry edge-key create`, and give its public half by --key");
        }
        if (edge.former().size() >= Edge.MAX_FORMER_KEYS) {
            throw refused(
                    "the edge has had " + Edge.MAX_FORMER_KEYS + " keys", "create another edge");
        }
        DataDirectory directory = found.server().directory();
        RecordKey recordKey = recordKey(directory, found);
        EdgePublicKey key = given.orElseGet(directory::makeEdgeKey);
        if (found.stored().edges().stream().anyMatch(known -> known.has(key.id()))) {
            throw refused(
                    "an edge has the key " + key.id() + " or had it before",
                    "make another one by `keyferry edge-key create`");
        }
        Custody custody = given.isPresent() ? Custody.APART : Custody.EMBEDDED;
        AbandonKeys abandoning = new AbandonKeys(found.macs(), recordKey);
        found.server()
                .store()
                .write(
                        abandoning.change(
                                StoppedServer.operator(random),
                                new Replacement(edge.name(), key, custody),
                                found.held()),
                        clock.instant().truncatedTo(ChronoUnit.MICROS));
        return found.loss(Optional.of(key.id()));
    }

    /** What says that the keys are no more is believed by the same key as they were. */
    private static RecordKey recordKey(DataDirectory directory, Found found) {
        EdgeId edge = found.edge().name();
        Optional<RecordKey> key =
                Optional.of(edge).filter(directory::hasRecordKey).map(directory::recordKey);
        if (!found.held().isEmpty()
                && key.filter(one -> found.held().stream().anyMatch(one::isAuthentic)).isEmpty()) {
            throw refused(
                    "keys/record-"
                            + edge
                            + ".key is missing, or is not the key of the edge's records",
                    "bring it back first: run `keyferry recover keys`");
        }
        return key.orElseGet(() -> directory.recordKey(edge));
    }

    private static StartRefused refused(String message, String hint) {
        return new StartRefused(message, hint);
    }
}

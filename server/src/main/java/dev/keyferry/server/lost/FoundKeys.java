package dev.keyferry.server.lost;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.record.TunnelRecord;
import dev.keyferry.feed.seal.FingerprintKey;
import dev.keyferry.feed.seal.RecordKey;
import dev.keyferry.server.data.DataDirectory;
import dev.keyferry.server.data.EpochsMac;
import dev.keyferry.server.data.StartRefused;
import dev.keyferry.server.domain.edge.Edge;
import dev.keyferry.server.lost.LostKeys.Fate;
import dev.keyferry.server.stopped.StoppedServer;
import dev.keyferry.server.usecase.edge.EdgeMacs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which key files of a directory are there, held against the store. Confined to one thread. */
final class FoundKeys {
    private static final String FINGERPRINT = "fingerprint.key";
    private static final String AUDIT = "audit.key";

    private final DataDirectory directory;
    private final Optional<FingerprintKey> fingerprints;
    private final List<Edge> edges;
    private final SortedMap<String, Fate> files = new TreeMap<>();
    private final List<EdgeId> lostEdges = new ArrayList<>();

    private FoundKeys(
            DataDirectory directory, Optional<FingerprintKey> fingerprints, List<Edge> edges) {
        this.directory = directory;
        this.fingerprints = fingerprints;
        this.edges = List.copyOf(edges);
    }

    static FoundKeys of(StoppedServer stopped) {
        Optional<FingerprintKey> fingerprints = stopped.directory().keptFingerprintKey();
        fingerprints.ifPresent(key -> EpochsMac.requireAuthentic(key, stopped.store().epochs()));
        FoundKeys found =
                new FoundKeys(stopped.directory(), fingerprints, stopped.store().stored().edges());
        fingerprints.ifPresent(key -> requireOwn(key, found.edges));
        found.files.put(FINGERPRINT, fingerprints.isPresent() ? Fate.THERE : Fate.LOST);
        found.files.put(AUDIT, stopped.directory().hasAuditKey() ? Fate.THERE : found.following());
        for (Edge edge : found.edges) {
            found.look(edge.name(), stopped.store().records(edge.name()));
        }
        return found;
    }

    /** By file name. */
    Map<String, Fate> files() {
        return new TreeMap<>(files);
    }

    /** The same once what was lost was made anew. */
    Map<String, Fate> renewed() {
        SortedMap<String, Fate> renewed = new TreeMap<>(files);
        renewed.replaceAll((_, fate) -> fate == Fate.LOST ? Fate.RENEWED : fate);
        return renewed;
    }

    /** The fingerprint key; empty where it is lost. */
    Optional<FingerprintKey> fingerprints() {
        return fingerprints;
    }

    List<Edge> edges() {
        return edges;
    }

    /** Those whose record key is lost. */
    List<EdgeId> lostEdges() {
        return List.copyOf(lostEdges);
    }

    /** Makes the files again that follow from others. */
    void derive() {
        if (fingerprints.isPresent()) {
            edges.stream()
                    .map(Edge::name)
                    .filter(edge -> !lostEdges.contains(edge))
                    .forEach(directory::makeRecordKey);
            directory.auditKey();
        }
    }

    private void look(EdgeId edge, List<TunnelRecord> records) {
        String file = "record-" + edge + ".key";
        if (directory.hasRecordKey(edge)) {
            requireOwn(file, directory.recordKey(edge), records);
            files.put(file, Fate.THERE);
            return;
        }
        boolean isFollowing =
                fingerprints
                        .map(key -> key.recordKey(edge))
                        .filter(key -> isOf(key, edge, records))
                        .isPresent();
        files.put(file, isFollowing ? Fate.DERIVED : Fate.LOST);
        if (!isFollowing) {
            lostEdges.add(edge);
        }
    }

    /** That of the edge default was made at random; of others it is what a new edge would get. */
    private static boolean isOf(RecordKey key, EdgeId edge, List<TunnelRecord> records) {
        return records.isEmpty()
                ? !edge.equals(EdgeId.DEFAULT)
                : records.stream().anyMatch(key::isAuthentic);
    }

    private static void requireOwn(FingerprintKey key, List<Edge> edges) {
        EdgeMacs macs = new EdgeMacs(key);
        if (!edges.stream().allMatch(macs::isAuthentic)) {
            throw new StartRefused(
                    "keys/fingerprint.key is not the one of this database",
                    "put the right one there, or move it away and run the command again");
        }
    }

    private static void requireOwn(String file, RecordKey key, List<TunnelRecord> records) {
        if (!records.isEmpty() && records.stream().noneMatch(key::isAuthentic)) {
            throw new StartRefused(
                    "keys/" + file + " is not the key of its edge's records",
                    "put the right one there. If none is left, or this server made one in vain,"
                            + " move the file away and run the command again; if the file was the"
                            + " right one until now, the database was changed");
        }
    }

    private Fate following() {
        return fingerprints.isPresent() ? Fate.DERIVED : Fate.LOST;
    }
}

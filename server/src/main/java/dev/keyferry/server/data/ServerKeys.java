package dev.keyferry.server.data;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.record.TunnelRecord;
import dev.keyferry.feed.seal.EdgePublicKey;
import dev.keyferry.feed.seal.FingerprintKey;
import dev.keyferry.feed.seal.RecordKey;
import dev.keyferry.feed.witness.AuditKey;
import dev.keyferry.server.domain.edge.Edge;
import dev.keyferry.server.domain.gateway.KeptGateway;
import dev.keyferry.server.usecase.edge.EdgeMacs;
import dev.keyferry.server.usecase.port.edge.EdgeKeys;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of a server, none of which opens anything: public ones of edges from the store, all
 * others from files beside it. Thread-safe.
 */
public final class ServerKeys implements EdgeKeys {
    private static final Logger log = LoggerFactory.getLogger(ServerKeys.class);

    private final DataDirectory directory;
    private final Optional<EdgePublicKey> embedded;
    private final FingerprintKey fingerprintKey;
    private final Bytes administrator;
    private final AuditKey auditKey;
    private final EdgeMacs macs;
    private final Map<EdgeId, EdgePublicKey> publicKeys = new ConcurrentHashMap<>();
    private final Map<EdgeId, RecordKey> recordKeys = new ConcurrentHashMap<>();

    private ServerKeys(DataDirectory directory) {
        this.directory = directory;
        this.embedded = directory.edgePublicKey();
        recordKeys.put(EdgeId.DEFAULT, directory.recordKey());
        this.fingerprintKey = directory.fingerprintKey();
        this.administrator = directory.administratorTokenHash();
        this.auditKey = directory.auditKey();
        this.macs = new EdgeMacs(fingerprintKey);
    }

    public static ServerKeys of(DataDirectory directory) {
        return new ServerKeys(directory);
    }

    /** The public half of the key that is embedded in this server, if there is one. */
    public Optional<EdgePublicKey> embedded() {
        return embedded;
    }

    public FingerprintKey fingerprintKey() {
        return fingerprintKey;
    }

    /** The SHA-256 of the administrator's token. */
    public Bytes administrator() {
        return administrator;
    }

    /** Signs the head of the audit. */
    public AuditKey auditKey() {
        return auditKey;
    }

    public EdgeMacs macs() {
        return macs;
    }

    /**
     * Takes the keys of an edge that is in the store.
     *
     * @throws StartRefused if no server wrote its public key there
     * @throws dev.keyferry.feed.seal.SecretFileUnusable if its record key cannot be read
     */
    public void load(Edge edge) {
        if (!macs.isAuthentic(edge)) {
            throw new StartRefused(
                    "the database has a public key of edge "
                            + edge.name()
                            + " that no server wrote there",
                    "put the database back from a backup, and find out who can write to it");
        }
        recordKeys.computeIfAbsent(edge.name(), directory::recordKey);
        changed(edge);
    }

    /**
     * Another server made or changed the edge. One that no server wrote is left aside, and logged.
     */
    public void learn(Edge edge) {
        if (!macs.isAuthentic(edge)) {
            log.atError()
                    .addKeyValue("edge", edge.name())
                    .log("the database has a public key of an edge that no server wrote there");
            return;
        }
        makeRecordKey(edge.name());
        changed(edge);
    }

    /**
     * A record key can be made again only for an edge that was made as they are now, so where
     * gateways have the key of the edge already its file must be there.
     *
     * @throws StartRefused if it is not
     */
    public void requireCopy(EdgeId edge, List<KeptGateway> gateways) {
        boolean isInUse =
                gateways.stream()
                        .map(KeptGateway::gateway)
                        .anyMatch(g -> g.edge().equals(edge) && g.isServed());
        if (isInUse && !directory.hasRecordKey(edge)) {
            throw new StartRefused(
                    "the record key of edge " + edge + " is missing, and gateways have it",
                    recordKeyHint(edge));
        }
    }

    /**
     * Holds the edge's record key against records of it. One that somebody changed does not stop a
     * server: its gateways refuse it.
     *
     * @throws StartRefused if none of them was made with it
     */
    public void requireOwn(EdgeId edge, List<TunnelRecord> records) {
        if (!records.isEmpty() && records.stream().noneMatch(recordKey(edge)::isAuthentic)) {
            throw new StartRefused(
                    "the record key of edge " + edge + " is not the one of its records",
                    recordKeyHint(edge));
        }
    }

    private static String recordKeyHint(EdgeId edge) {
        return "put keys/record-"
                + edge
                + ".key there from another server or a copy; where there is none, move away what is"
                + " there and run `keyferry recover keys`";
    }

    /** The edge is in the store as it is here. */
    public void changed(Edge edge) {
        publicKeys.put(edge.name(), EdgePublicKey.decode(edge.key().encoded()));
    }

    @Override
    public EdgePublicKey publicKey(EdgeId edge) {
        return known(publicKeys.get(edge), edge);
    }

    @Override
    public RecordKey recordKey(EdgeId edge) {
        return known(recordKeys.get(edge), edge);
    }

    @Override
    public void makeRecordKey(EdgeId edge) {
        recordKeys.computeIfAbsent(edge, directory::makeRecordKey);
    }

    private static <T> T known(@Nullable T key, EdgeId edge) {
        return Optional.ofNullable(key)
                .orElseThrow(() -> new IllegalStateException("edge " + edge + " has no keys"));
    }
}

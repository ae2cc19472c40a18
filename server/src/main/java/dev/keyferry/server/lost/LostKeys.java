package dev.keyferry.server.lost;

import dev.keyferry.feed.History;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.EdgeKeyId;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.seal.EdgePublicKey;
import dev.keyferry.feed.seal.FingerprintKey;
import dev.keyferry.feed.seal.RecordKey;
import dev.keyferry.server.data.DataDirectory;
import dev.keyferry.server.data.EpochsMac;
import dev.keyferry.server.data.StartRefused;
import dev.keyferry.server.data.StorePlace;
import dev.keyferry.server.domain.edge.Edge;
import dev.keyferry.server.domain.gateway.Gateway;
import dev.keyferry.server.domain.gateway.KeptGateway;
import dev.keyferry.server.domain.token.KeptToken;
import dev.keyferry.server.stopped.StoppedServer;
import dev.keyferry.server.store.StoppedStore;
import dev.keyferry.server.usecase.edge.EdgeMacs;
import dev.keyferry.server.usecase.gateway.GatewayMacs;
import dev.keyferry.server.usecase.lost.RenewKeys;
import dev.keyferry.server.usecase.lost.RenewKeys.Unsigned;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Brings back the key files of a server that are lost: again as they were where they follow from
 * another one, else anew. Confined to one thread.
 */
public final class LostKeys {
    private static final String CHANGED =
            ". If the edge has another key, the database was changed: put back a backup that you"
                    + " trust";
    private static final String APART_HINT =
            "give the public half by --edge-key EDGE=FILE; `keyferry edge-key public FILE` prints it"
                    + CHANGED;
    private static final String EMBEDDED_HINT =
            "keys/edge-default.key is another one: put the right one there, or move it away if"
                    + " `keyferry recover edge-key` made it and did not come to its end"
                    + CHANGED;

    private final SecureRandom random;
    private final InstantSource clock;

    public LostKeys(SecureRandom random, InstantSource clock) {
        this.random = random;
        this.clock = clock;
    }

    /** What becomes of a key file. */
    public enum Fate {
        /** It is there. */
        THERE,
        /**
         * It was missing, and follows from another: it is again as it was, if it was made from that
         * one and not before it.
         */
        DERIVED,
        /** It is missing, and follows from none that is there. */
        LOST,
        /** It was lost, and another took its place. */
        RENEWED
    }

    /**
     * What became of the keys.
     *
     * @param files each with what became of it, in the order of their names
     * @param gateways that ended
     * @param tokens API tokens that ended
     * @param signed how many keys of tunnels got a MAC by a new record key
     */
    public record Outcome(
            Map<String, Fate> files, List<Gateway> gateways, List<KeptToken> tokens, int signed) {
        public Outcome {
            gateways = List.copyOf(gateways);
            tokens = List.copyOf(tokens);
        }

        public boolean has(Fate fate) {
            return files.containsValue(fate);
        }
    }

    /**
     * Makes again what follows from a key that is there; of the rest it says that it is lost.
     *
     * @throws StartRefused if a server runs, there is no store of this deployment, or a key file is
     *     not of this store
     */
    public Outcome derive(StorePlace place) {
        try (StoppedServer stopped = StoppedServer.take(place, random)) {
            FoundKeys found = FoundKeys.of(stopped);
            found.derive();
            return new Outcome(found.files(), List.of(), List.of(), 0);
        }
    }

    /**
     * The same, and makes anew what is lost for good. From then on everything in the database
     * counts as if a server had written it, but for tokens, gateways and public keys of edges: the
     * former two end, the latter somebody must answer for.
     *
     * <p>The store comes first. Where this ends before the files are written they are still lost,
     * and what was signed by them is signed again by the next run.
     *
     * @param vouched the present public keys by edge, where the fingerprint key is lost
     * @throws StartRefused as for {@link #derive}, and if an edge's key is not among those
     */
    public Outcome renew(StorePlace place, Map<EdgeId, EdgePublicKey> vouched) {
        try (StoppedServer stopped = StoppedServer.take(place, random)) {
            FoundKeys found = FoundKeys.of(stopped);
            if (!found.files().containsValue(Fate.LOST)) {
                found.derive();
                return new Outcome(found.files(), List.of(), List.of(), 0);
            }
            DataDirectory directory = stopped.directory();
            FingerprintKey key = found.fingerprints().orElseGet(directory::freshFingerprintKey);
            if (found.fingerprints().isEmpty()) {
                requireVouched(stopped, found.edges(), vouched);
            }
            Unsigned unsigned = unsigned(stopped.store(), found);
            int signed = write(stopped, found, key, unsigned);
            if (found.fingerprints().isEmpty()) {
                directory.keep(key);
            }
            found.edges().forEach(edge -> directory.makeRecordKey(edge.name()));
            directory.auditKey();
            return new Outcome(
                    found.renewed(),
                    unsigned.gateways().stream()
                            .filter(gateway -> gateway.state() != Gateway.State.REVOKED)
                            .toList(),
                    unsigned.tokens(),
                    signed);
        }
    }

    /** Whoever can write to the database could have keys sealed to himself from now on. */
    private static void requireVouched(
            StoppedServer stopped, List<Edge> edges, Map<EdgeId, EdgePublicKey> vouched) {
        Optional<EdgeKeyId> embedded = stopped.directory().edgePublicKey().map(EdgePublicKey::id);
        for (Edge edge : edges) {
            // Without its file no server starts before the key was replaced.
            boolean isOwn =
                    edge.key().isEmbedded()
                            ? edge.name().equals(EdgeId.DEFAULT)
                                    && embedded.stream().allMatch(edge.key().id()::equals)
                            : Optional.ofNullable(vouched.get(edge.name()))
                                    .map(EdgePublicKey::id)
                                    .filter(edge.key().id()::equals)
                                    .isPresent();
            if (!isOwn) {
                throw new StartRefused(
                        "nobody answers for the key "
                                + edge.key().id()
                                + " that the database has for edge "
                                + edge.name(),
                        edge.key().isEmbedded() ? EMBEDDED_HINT : APART_HINT);
            }
        }
    }

    private static Unsigned unsigned(StoppedStore store, FoundKeys found) {
        List<KeyRecord> keys =
                found.lostEdges().stream().flatMap(edge -> store.keys(edge).stream()).toList();
        boolean isAll = found.fingerprints().isEmpty();
        Predicate<Gateway> isEnding =
                isAll
                        ? gateway -> true
                        : gateway ->
                                gateway.isServed() && found.lostEdges().contains(gateway.edge());
        return new Unsigned(
                isAll ? found.edges() : List.of(),
                store.gateways().stream()
                        .map(KeptGateway::gateway)
                        .filter(gateway -> !gateway.isLocal())
                        .filter(isEnding)
                        .toList(),
                isAll ? store.tokens() : List.of(),
                keys,
                store.dataKeys(keys));
    }

    private int write(
            StoppedServer stopped, FoundKeys found, FingerprintKey key, Unsigned unsigned) {
        Map<EdgeId, RecordKey> recordKeys = new HashMap<>();
        found.lostEdges().forEach(edge -> recordKeys.put(edge, key.recordKey(edge)));
        RenewKeys renewing =
                new RenewKeys(new EdgeMacs(key), new GatewayMacs(key, _ -> {}), recordKeys);
        History history = stopped.store().epochs().history();
        boolean isSigned = found.fingerprints().isEmpty() && !history.former().isEmpty();
        return stopped.store()
                .write(
                        isSigned ? Optional.of(EpochsMac.of(key, history)) : Optional.empty(),
                        renewing.change(StoppedServer.operator(random), unsigned),
                        clock.instant().truncatedTo(ChronoUnit.MICROS));
    }
}

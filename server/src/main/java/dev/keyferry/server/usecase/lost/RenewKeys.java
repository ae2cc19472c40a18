package dev.keyferry.server.usecase.lost;

import dev.keyferry.feed.id.DataKeyId;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.record.SealedDataKey;
import dev.keyferry.feed.seal.RecordKey;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.edge.Edge;
import dev.keyferry.server.domain.gateway.Gateway;
import dev.keyferry.server.domain.gateway.KeptGateway;
import dev.keyferry.server.domain.token.KeptToken;
import dev.keyferry.server.usecase.edge.EdgeMacs;
import dev.keyferry.server.usecase.gateway.GatewayMacs;
import dev.keyferry.server.usecase.port.Change;
import dev.keyferry.server.usecase.port.Change.Action;
import dev.keyferry.server.usecase.port.Change.Names;
import dev.keyferry.server.usecase.port.Decision;
import dev.keyferry.server.usecase.port.Effect;
import dev.keyferry.server.usecase.port.Effect.EdgeKept;
import dev.keyferry.server.usecase.port.Effect.GatewayKept;
import dev.keyferry.server.usecase.port.Effect.KeyResealed;
import dev.keyferry.server.usecase.port.Effect.TokenDeleted;
import dev.keyferry.server.usecase.port.Effect.TombstonesPurged;
import dev.keyferry.server.usecase.port.Group;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Gives what is in the store MACs by keys that take the place of lost ones. Tokens and gateways
 * that nobody can tell from made up ones any more end. Thread-safe.
 */
public final class RenewKeys {
    /** The clock of the host that is lost may have been ahead of this one's. */
    private static final Duration LONG = Duration.ofDays(36_500);

    private final EdgeMacs edgeMacs;
    private final GatewayMacs gatewayMacs;
    private final Map<EdgeId, RecordKey> recordKeys;

    /**
     * @param recordKeys of edges whose own is lost
     */
    public RenewKeys(
            EdgeMacs edgeMacs, GatewayMacs gatewayMacs, Map<EdgeId, RecordKey> recordKeys) {
        this.edgeMacs = edgeMacs;
        this.gatewayMacs = gatewayMacs;
        this.recordKeys = Map.copyOf(recordKeys);
    }

    /**
     * What has lost its MACs.
     *
     * @param edges whose public keys somebody answers for
     * @param gateways that end; those that have ended stay so
     * @param tokens that end
     * @param keys of edges whose record key is lost
     * @param dataKeys that seal those
     */
    public record Unsigned(
            List<Edge> edges,
            List<Gateway> gateways,
            List<KeptToken> tokens,
            List<KeyRecord> keys,
            Map<DataKeyId, SealedDataKey> dataKeys) {
        public Unsigned {
            edges = List.copyOf(edges);
            gateways = List.copyOf(gateways);
            tokens = List.copyOf(tokens);
            keys = List.copyOf(keys);
            dataKeys = Map.copyOf(dataKeys);
        }
    }

    /** The change; it gives the number of keys that it signed. */
    public Change<Integer> change(Caller caller, Unsigned unsigned) {
        List<TunnelId> tunnels =
                unsigned.keys().stream().map(key -> key.binding().tunnel()).toList();
        return new Change<>(
                caller,
                Action.RENEW_KEYS,
                Change.ALONE,
                Names.of(tunnels),
                group -> decide(group, unsigned));
    }

    private Decision<Integer> decide(Group group, Unsigned unsigned) {
        List<Effect> effects = new ArrayList<>();
        unsigned.edges().forEach(edge -> effects.add(new EdgeKept(edgeMacs.sign(edge))));
        unsigned.gateways().forEach(gateway -> effects.add(new GatewayKept(ended(group, gateway))));
        unsigned.tokens().forEach(token -> effects.add(new TokenDeleted(token)));
        if (!recordKeys.isEmpty()) {
            // What says that a key is no more would have the lost key's MAC.
            effects.add(new TombstonesPurged(group.now().plus(LONG)));
        }
        Revision revision = group.head();
        for (KeyRecord key : unsigned.keys()) {
            revision = revision.next();
            effects.add(
                    new KeyResealed(
                            recordKey(key.binding().edge()).sign(revision, key),
                            Objects.requireNonNull(unsigned.dataKeys().get(key.dataKey()))));
        }
        return new Decision<>(
                unsigned.keys().size(),
                effects,
                "lost keys made anew: %d edges and %d keys signed, %d gateways and %d tokens ended"
                        .formatted(
                                unsigned.edges().size(),
                                unsigned.keys().size(),
                                unsigned.gateways().size(),
                                unsigned.tokens().size()));
    }

    private KeptGateway ended(Group group, Gateway gateway) {
        return gatewayMacs.keep(
                gateway.state() == Gateway.State.REVOKED ? gateway : gateway.revoked(group.now()));
    }

    private RecordKey recordKey(EdgeId edge) {
        return Objects.requireNonNull(recordKeys.get(edge));
    }
}

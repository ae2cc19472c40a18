package dev.keyferry.server.store.writer;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.EdgeKeyId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.server.domain.address.IpAddress;
import dev.keyferry.server.domain.edge.Edge;
import dev.keyferry.server.domain.gateway.Enrolment;
import dev.keyferry.server.domain.gateway.Gateway;
import dev.keyferry.server.domain.gateway.KeptGateway;
import dev.keyferry.server.store.rows.Statements;
import dev.keyferry.server.store.rows.edge.EdgeKeyRow;
import dev.keyferry.server.store.rows.edge.EdgeRow;
import dev.keyferry.server.store.rows.edge.EndpointRow;
import dev.keyferry.server.store.rows.edge.GatewayRow;
import dev.keyferry.server.usecase.port.StoreUnavailable;
import dev.keyferry.server.usecase.port.edge.GroupEdges;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Edges and gateways as the database has them, and over it what the group's decisions did so far.
 * They change seldom, so each is looked up when it is asked for. Confined to one thread.
 */
final class LoadedEdges implements GroupEdges {
    private final Statements statements;
    private final Map<EdgeId, Edge> edges = new LinkedHashMap<>();
    private final Map<GatewayName, KeptGateway> gateways = new LinkedHashMap<>();
    private final Map<IpAddress, EdgeId> stored = new HashMap<>();
    private int newEdges;
    private int newGateways;

    LoadedEdges(Statements statements) {
        this.statements = statements;
    }

    @Override
    public Optional<Edge> edge(EdgeId name) {
        Edge decided = edges.get(name);
        if (decided != null) {
            return Optional.of(decided);
        }
        try {
            return EdgeRow.find(statements, name);
        } catch (SQLException e) {
            throw new StoreUnavailable("the store cannot be read; nothing was changed", e);
        }
    }

    @Override
    public int edges() {
        return EdgeRow.count(statements) + newEdges;
    }

    @Override
    public boolean isKnown(EdgeKeyId key) {
        return edges.values().stream().anyMatch(edge -> edge.has(key))
                || EdgeKeyRow.isKnown(statements, key);
    }

    @Override
    public EdgeId edgeOf(IpAddress address) {
        for (Edge edge : edges.values()) {
            if (edge.has(address)) {
                return edge.name();
            }
        }
        EdgeId before =
                stored.computeIfAbsent(
                        address, a -> EdgeRow.edgeOf(statements, a).orElse(EdgeId.DEFAULT));
        return edges.containsKey(before) ? EdgeId.DEFAULT : before;
    }

    @Override
    public Occupants elsewhere(IpAddress address, EdgeId edge) {
        return new EndpointRow(address, edge).elsewhere(statements);
    }

    @Override
    public Optional<KeptGateway> gateway(GatewayName name) {
        KeptGateway decided = gateways.get(name);
        return decided == null ? GatewayRow.find(statements, name) : Optional.of(decided);
    }

    @Override
    public Optional<KeptGateway> ofEnrolment(Bytes hash) {
        Optional<KeptGateway> decided =
                gateways.values().stream().filter(kept -> isOpen(kept, hash)).findFirst();
        return decided.isPresent()
                ? decided
                : GatewayRow.ofEnrolment(statements, hash)
                        .filter(kept -> !gateways.containsKey(kept.gateway().name()));
    }

    @Override
    public int gateways() {
        return GatewayRow.count(statements) + newGateways;
    }

    /** True if a decision of this group bound the address. */
    boolean isBound(IpAddress address) {
        return edges.values().stream().anyMatch(edge -> edge.has(address));
    }

    boolean isAnythingChanged() {
        return !edges.isEmpty() || !gateways.isEmpty();
    }

    /** The edges that are not what they were. */
    Map<EdgeId, Edge> changedEdges() {
        return edges;
    }

    /** The gateways that are not what they were. */
    Map<GatewayName, KeptGateway> changedGateways() {
        return gateways;
    }

    void keep(Edge edge) {
        if (edge(edge.name()).isEmpty()) {
            newEdges++;
        }
        edges.put(edge.name(), edge);
    }

    void keep(KeptGateway kept) {
        newGateways += counted(Optional.of(kept)) - counted(gateway(kept.gateway().name()));
        gateways.put(kept.gateway().name(), kept);
    }

    private static int counted(Optional<KeptGateway> kept) {
        return kept.filter(k -> k.gateway().state() != Gateway.State.REVOKED).isPresent() ? 1 : 0;
    }

    private static boolean isOpen(KeptGateway kept, Bytes hash) {
        return kept.gateway().enrolment().map(Enrolment::hash).filter(hash::equals).isPresent();
    }
}

package dev.keyferry.server.store.rows.edge;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.server.domain.address.IpAddress;
import dev.keyferry.server.domain.edge.Edge;
import dev.keyferry.server.domain.edge.EdgeKey;
import dev.keyferry.server.store.rows.Columns;
import dev.keyferry.server.store.rows.Statements;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The table of edges, with those of their keys and addresses. */
public final class EdgeRow {
    private EdgeRow() {}

    private record Named(EdgeId name, Instant createdOn) {}

    private record Bound(IpAddress address, EdgeId edge) {}

    public static Optional<Edge> find(Statements statements, EdgeId name) throws SQLException {
        String sql = "SELECT name, created_at FROM edge WHERE name = ?";
        List<Named> found =
                statements.query(
                        sql,
                        name,
                        (s, wanted) -> s.setString(1, wanted.value()),
                        row -> new Named(new EdgeId(row.getString(1)), Columns.time(row, 2)));
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(whole(statements, found.getFirst()));
    }

    /** All in the order of their names; no server makes one without a key. */
    public static List<Edge> all(Statements statements) throws SQLException {
        String sql =
                """
                SELECT name, created_at FROM edge AS e
                WHERE EXISTS (SELECT 1 FROM edge_key AS k WHERE k.edge = e.name AND k.current = 1)
                ORDER BY name
                """;
        List<Named> all =
                statements.query(
                        sql,
                        0,
                        (s, none) -> {},
                        row -> new Named(new EdgeId(row.getString(1)), Columns.time(row, 2)));
        List<Edge> edges = new ArrayList<>(all.size());
        for (Named named : all) {
            edges.add(whole(statements, named));
        }
        return edges;
    }

    public static int count(Statements statements) {
        String sql = "SELECT count(*) FROM edge";
        return statements.look(sql, 0, (s, none) -> {}, row -> row.getInt(1)).getFirst();
    }

    /** The edge to which the address is bound. */
    public static Optional<EdgeId> edgeOf(Statements statements, IpAddress address) {
        String sql = "SELECT edge FROM edge_address WHERE address = ?";
        return statements
                .look(
                        sql,
                        address,
                        (s, a) -> s.setString(1, a.value()),
                        row -> new EdgeId(row.getString(1)))
                .stream()
                .findFirst();
    }

    /** Writes edges that are new, and those that are there as they are now. */
    public static void keep(Statements statements, Collection<Edge> edges) throws SQLException {
        String insert =
                "INSERT INTO edge (name, created_at) VALUES (?, ?) ON CONFLICT (name) DO NOTHING";
        String unbind = "DELETE FROM edge_address WHERE edge = ?";
        String bind = "INSERT INTO edge_address (address, edge) VALUES (?, ?)";
        statements.update(
                insert,
                edges,
                (s, edge) -> {
                    s.setString(1, edge.name().value());
                    s.setLong(2, Columns.time(edge.createdOn()));
                });
        for (Edge edge : edges) {
            EdgeKeyRow.keep(statements, edge);
        }
        // An address that one edge gives up another may take: all go, then all come.
        statements.update(unbind, edges, (s, edge) -> s.setString(1, edge.name().value()));
        statements.update(
                bind,
                edges.stream()
                        .flatMap(edge ->
                                edge.addresses().stream().map(a -> new Bound(a, edge.name())))
                        .toList(),
                (s, bound) -> {
                    s.setString(1, bound.address().value());
                    s.setString(2, bound.edge().value());
                });
    }

    private static Edge whole(Statements statements, Named named) throws SQLException {
        String addresses = "SELECT address FROM edge_address WHERE edge = ? ORDER BY address";
        List<EdgeKey> keys = EdgeKeyRow.of(statements, named.name());
        return new Edge(
                named.name(),
                keys.getFirst(),
                keys.subList(1, keys.size()),
                statements.query(
                        addresses,
                        named.name(),
                        (s, edge) -> s.setString(1, edge.value()),
                        row -> new IpAddress(row.getString(1))),
                named.createdOn());
    }
}

package dev.keyferry.server.store.rows.edge;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.server.domain.address.IpAddress;
import dev.keyferry.server.store.rows.Statements;
import dev.keyferry.server.usecase.port.edge.GroupEdges.Occupants;
import java.sql.SQLException;
import java.util.List;

/** The tunnels that end at an address on other edges than the one that is to have the address. */
public record EndpointRow(IpAddress address, EdgeId edge) {
    public Occupants elsewhere(Statements statements) {
        String withKeys =
                """
                SELECT count(*)
                FROM tunnel AS t
                JOIN record AS r ON r.edge = t.edge AND r.tunnel = t.id AND r.gone = 0
                WHERE t.cloudflare_endpoint = ? AND t.edge <> ?
                """;
        String clashing =
                """
                SELECT count(*)
                FROM tunnel AS t
                JOIN identity AS i ON i.tunnel = t.id
                JOIN identity AS other ON other.printed = i.printed
                WHERE t.cloudflare_endpoint = ? AND t.edge <> ? AND other.edge = ?
                """;
        return new Occupants(
                count(statements, withKeys, address.value(), edge.value()),
                count(statements, clashing, address.value(), edge.value(), edge.value()));
    }

    /** Gives tunnels and their identities to the edge; none of them has a key. */
    public static void move(Statements statements, List<EndpointRow> rows) throws SQLException {
        String identities =
                """
                UPDATE identity SET edge = ?
                WHERE tunnel IN (
                    SELECT t.id FROM tunnel AS t
                    WHERE t.cloudflare_endpoint = ? AND t.edge <> ?)
                """;
        String tunnels = "UPDATE tunnel SET edge = ? WHERE cloudflare_endpoint = ? AND edge <> ?";
        for (String sql : List.of(identities, tunnels)) {
            statements.update(
                    sql,
                    rows,
                    (s, row) -> {
                        s.setString(1, row.edge().value());
                        s.setString(2, row.address().value());
                        s.setString(3, row.edge().value());
                    });
        }
    }

    private static int count(Statements statements, String sql, String... texts) {
        return statements
                .look(
                        sql,
                        texts,
                        (s, all) -> {
                            for (int i = 0; i < all.length; i++) {
                                s.setString(i + 1, all[i]);
                            }
                        },
                        row -> row.getInt(1))
                .getFirst();
    }
}

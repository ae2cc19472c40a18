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
                WHERE t.cloudflare_endpoint = ?1 AND t.edge <> ?2
                """;
        String clashing =
                """
                SELECT count(*)
                FROM tunnel AS t
                JOIN identity AS i ON i.tunnel = t.id
                JOIN identity AS other ON other.edge = ?2 AND other.printed = i.printed
                WHERE t.cloudflare_endpoint = ?1 AND t.edge <> ?2
                """;
        return new Occupants(count(statements, withKeys), count(statements, clashing));
    }

    /** Gives tunnels and their identities to the edge; none of them has a key. */
    public static void move(Statements statements, List<EndpointRow> rows) throws SQLException {
        String identities =
                """
                UPDATE identity SET edge = ?2
                WHERE tunnel IN (
                    SELECT t.id FROM tunnel AS t
                    WHERE t.cloudflare_endpoint = ?1 AND t.edge <> ?2)
                """;
        String tunnels =
                "UPDATE tunnel SET edge = ?2 WHERE cloudflare_endpoint = ?1 AND edge <> ?2";
        for (String sql : List.of(identities, tunnels)) {
            statements.update(
                    sql,
                    rows,
                    (s, row) -> {
                        s.setString(1, row.address().value());
                        s.setString(2, row.edge().value());
                    });
        }
    }

    private int count(Statements statements, String sql) {
        return statements
                .look(
                        sql,
                        this,
                        (s, row) -> {
                            s.setString(1, row.address().value());
                            s.setString(2, row.edge().value());
                        },
                        row -> row.getInt(1))
                .getFirst();
    }
}

package dev.keyferry.server.store.rows;

import dev.keyferry.server.domain.address.IpAddress;

/** Addresses at which tunnels end. */
public final class Endpoints {
    private Endpoints() {}

    /** True if the address is bound to an edge, or any tunnel ends there. */
    public static boolean has(Statements statements, IpAddress address) {
        String sql =
                """
                SELECT 1 WHERE EXISTS (SELECT 1 FROM tunnel WHERE cloudflare_endpoint = ?)
                    OR EXISTS (SELECT 1 FROM edge_address WHERE address = ?)
                """;
        return !statements
                .look(
                        sql,
                        address.value(),
                        (s, text) -> {
                            s.setString(1, text);
                            s.setString(2, text);
                        },
                        row -> row.getInt(1))
                .isEmpty();
    }
}

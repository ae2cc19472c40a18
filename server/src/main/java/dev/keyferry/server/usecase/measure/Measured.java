package dev.keyferry.server.usecase.measure;

import dev.keyferry.server.usecase.gateway.ReadGateways.Seen;
import java.util.List;

/**
 * One measurement.
 *
 * @param unmatched attempts that match no tunnel, of those that are remembered
 * @param gateways those that are not revoked, in the order of their names
 */
public record Measured(
        long tunnels, KeyCounts keys, long unmatched, WriterCounts writer, List<Seen> gateways) {
    public Measured {
        gateways = List.copyOf(gateways);
    }
}

package dev.keyferry.server.console.view.gateways;

import dev.keyferry.server.domain.address.IpAddress;
import dev.keyferry.server.domain.edge.Edge;
import java.util.List;

/**
 * An edge as a line of a table.
 *
 * @param key the id of its current key
 * @param addresses the first that are bound to it
 * @param further how many more there are
 * @param gateways how many it has that are not revoked
 * @param link leads to those gateways
 */
public record EdgeLine(
        String name,
        String key,
        String custody,
        List<String> addresses,
        int further,
        long gateways,
        String link) {
    private static final int MAX_ADDRESSES = 4;

    public EdgeLine {
        addresses = List.copyOf(addresses);
    }

    static EdgeLine of(GatewayPlace place, Edge edge, long gateways) {
        return new EdgeLine(
                edge.name().value(),
                edge.key().id().value(),
                edge.key().isEmbedded() ? "embedded in the server" : "on its gateways alone",
                edge.addresses().stream().limit(MAX_ADDRESSES).map(IpAddress::value).toList(),
                Math.max(0, edge.addresses().size() - MAX_ADDRESSES),
                gateways,
                place.pageLink(edge.name().value(), 1));
    }
}

package dev.keyferry.server.console.view.gateways;

import dev.keyferry.server.domain.edge.Edge;
import dev.keyferry.server.domain.gateway.Enrolment;
import dev.keyferry.server.domain.gateway.Gateway;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A form that names a gateway.
 *
 * @param name as it was typed
 * @param edge as it was chosen
 * @param edges the names of those that can have a gateway on another host
 * @param stamp of how all gateways are; the form brings it back, so that no token ends that
 *     somebody else was given meanwhile
 * @param problem why the form that was sent was not followed
 */
public record NewGatewayView(
        GatewayPlace place,
        String name,
        String edge,
        List<String> edges,
        String stamp,
        Optional<String> problem) {
    public NewGatewayView {
        edges = List.copyOf(edges);
    }

    /** Those of the edges whose private key is not on the server. */
    public static List<String> choices(List<Edge> edges) {
        return edges.stream()
                .filter(edge -> !edge.key().isEmbedded())
                .map(edge -> edge.name().value())
                .toList();
    }

    /** What of a gateway changes whenever it is named or enrolled, and never comes back. */
    public static Stream<String> state(Gateway gateway) {
        return Stream.of(
                gateway.name().value(),
                gateway.state().name(),
                gateway.enrolment().map(Enrolment::hash).map(hash -> hash.hex()).orElse(""),
                gateway.enrolledOn().map(at -> at.toString()).orElse(""));
    }
}

package dev.keyferry.server.usecase.port.edge;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.server.domain.gateway.Exposed;
import dev.keyferry.server.domain.gateway.KeptGateway;
import java.util.List;
import java.util.Optional;

/**
 * Reads gateways as they were last committed, revoked ones as well. Thread-safe. Every method
 * throws {@link dev.keyferry.server.usecase.port.StoreUnavailable} if the store fails.
 */
public interface Gateways {
    Optional<KeptGateway> find(GatewayName name) throws InterruptedException;

    /** The gateway whose token has this SHA-256. */
    Optional<KeptGateway> ofToken(Bytes hash) throws InterruptedException;

    /** The gateway whose enrolment token has this SHA-256. */
    Optional<KeptGateway> ofEnrolment(Bytes hash) throws InterruptedException;

    /** All gateways in the order of their names. */
    List<KeptGateway> all() throws InterruptedException;

    /** Tunnels whose present key the host of the revoked gateway held. */
    Exposed.Some exposed(GatewayName gateway, Stretch stretch) throws InterruptedException;

    /** A part of a list: at most {@code limit} of it, without the first {@code after}. */
    record Stretch(long after, int limit) {}
}

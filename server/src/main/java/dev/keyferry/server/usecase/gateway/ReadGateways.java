package dev.keyferry.server.usecase.gateway;

import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.server.domain.gateway.Exposed;
import dev.keyferry.server.domain.gateway.Gateway;
import dev.keyferry.server.usecase.port.Confirmations;
import dev.keyferry.server.usecase.port.GatewayView;
import dev.keyferry.server.usecase.port.edge.Gateways;
import dev.keyferry.server.usecase.port.edge.Gateways.Stretch;
import dev.keyferry.server.usecase.port.edge.Witnesses;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.util.List;
import java.util.Optional;

/** Shows gateways, and what revoked ones still hold. Thread-safe. */
public final class ReadGateways {
    private final Gateways gateways;
    private final GatewayMacs macs;
    private final Confirmations confirmations;
    private final Witnesses witnesses;

    public ReadGateways(
            Gateways gateways, GatewayMacs macs, Confirmations confirmations, Witnesses witnesses) {
        this.gateways = gateways;
        this.macs = macs;
        this.confirmations = confirmations;
        this.witnesses = witnesses;
    }

    /**
     * A gateway.
     *
     * @param view how it was last heard of; empty if it is not served
     * @param witness what it said last of the audit; see {@link Witnesses#told}
     */
    public record Seen(
            Gateway gateway, Optional<GatewayView> view, Optional<Witnesses.Said> witness) {}

    /** All gateways in the order of their names, revoked ones as well. */
    public List<Seen> list() throws InterruptedException {
        return gateways.all().stream()
                .flatMap(kept -> macs.authentic(kept).stream())
                .map(this::seen)
                .toList();
    }

    /**
     * Returns the gateway.
     *
     * @throws Refusal.GatewayNotFound if there is none of this name
     */
    public Seen get(GatewayName name) throws InterruptedException {
        return seen(
                gateways.find(name)
                        .flatMap(macs::authentic)
                        .orElseThrow(Refusal.GatewayNotFound::new));
    }

    /**
     * Tunnels whose present key the revoked gateway's host held; none of a gateway that is not
     * revoked.
     *
     * @throws Refusal.GatewayNotFound if there is none of this name
     */
    public Exposed.Some exposed(GatewayName name, Stretch stretch) throws InterruptedException {
        get(name);
        return gateways.exposed(name, stretch);
    }

    private Seen seen(Gateway gateway) {
        return new Seen(
                gateway,
                confirmations.gateway(gateway.name()),
                gateway.isServed() ? witnesses.told(gateway.name()) : Optional.empty());
    }
}

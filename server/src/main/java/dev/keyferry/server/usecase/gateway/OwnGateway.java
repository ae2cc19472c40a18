package dev.keyferry.server.usecase.gateway;

import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.server.domain.gateway.Gateway;
import dev.keyferry.server.domain.gateway.KeptGateway;
import dev.keyferry.server.usecase.port.Group;
import dev.keyferry.server.usecase.refusal.Refusal;

/** A gateway that a decision is about. */
final class OwnGateway {
    private OwnGateway() {}

    /**
     * @throws Refusal.GatewayNotFound if there is none of this name
     * @throws Refusal.Conflict if no server wrote its row as it is
     */
    static Gateway find(Group group, GatewayName name, GatewayMacs macs) {
        return of(group.edges().gateway(name).orElseThrow(Refusal.GatewayNotFound::new), macs);
    }

    /**
     * @throws Refusal.Conflict if it is the one in the server's process
     */
    static void requireRemote(Gateway gateway) {
        if (gateway.isLocal()) {
            throw new Refusal.Conflict(
                    "This gateway runs in the server's process: start the server without --charon"
                            + " to end it");
        }
    }

    /**
     * @throws Refusal.Conflict if no server wrote its row as it is
     */
    static Gateway of(KeptGateway kept, GatewayMacs macs) {
        return macs.authentic(kept)
                .orElseThrow(() ->
                        new Refusal.Conflict(
                                "The database says of this gateway what no server wrote: put the"
                                        + " database back from a backup"));
    }
}

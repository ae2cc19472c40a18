package dev.keyferry.server.usecase.gateway;

import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.gateway.Gateway;
import dev.keyferry.server.domain.gateway.Reach;
import dev.keyferry.server.usecase.port.Change;
import dev.keyferry.server.usecase.port.Change.Action;
import dev.keyferry.server.usecase.port.Change.Names;
import dev.keyferry.server.usecase.port.Decision;
import dev.keyferry.server.usecase.port.Effect;
import dev.keyferry.server.usecase.port.Effect.GatewayKept;
import dev.keyferry.server.usecase.port.Effect.KeysExposed;
import dev.keyferry.server.usecase.port.Group;
import dev.keyferry.server.usecase.port.Writer;
import dev.keyferry.server.usecase.port.edge.GatewayFeeds;
import dev.keyferry.server.usecase.port.edge.GatewayFeeds.Held;
import dev.keyferry.server.usecase.port.edge.Gateways;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.util.ArrayList;
import java.util.List;

/**
 * Ends a gateway's rights for ever, and notes whose keys its host holds: root there could read
 * them, so each is exposed until it changes. Thread-safe.
 */
public final class RevokeGateway {
    private final Gateways gateways;
    private final GatewayFeeds feeds;
    private final Writer writer;
    private final GatewayMacs macs;

    public RevokeGateway(Gateways gateways, GatewayFeeds feeds, Writer writer, GatewayMacs macs) {
        this.gateways = gateways;
        this.feeds = feeds;
        this.writer = writer;
        this.macs = macs;
    }

    /**
     * Revokes the gateway; when this returns its token is worth nothing, and it is handed nothing
     * more. One that is revoked already stays so.
     *
     * @throws Refusal.GatewayNotFound if there is no such gateway
     * @throws Refusal.Conflict if it is the one in the server's process
     * @throws Refusal.Busy if too many changes wait
     */
    public Gateway revoke(Caller caller, GatewayName name) throws InterruptedException {
        if (gateways.find(name).isEmpty()) {
            throw new Refusal.GatewayNotFound();
        }
        try (Held held = feeds.hold(name)) {
            return writer.write(
                    new Change<>(
                            caller,
                            Action.REVOKE_GATEWAY,
                            1,
                            Names.NOTHING,
                            group -> decide(group, name, held)));
        }
    }

    private Decision<Gateway> decide(Group group, GatewayName name, Held held) {
        Gateway known = OwnGateway.find(group, name, macs);
        OwnGateway.requireRemote(known);
        if (known.state() == Gateway.State.REVOKED) {
            return new Decision<>(known, List.of(), "gateway " + name + " was revoked before");
        }
        Reach reach = held.reach(known.reach());
        Gateway revoked = known.reaching(reach).revoked(group.now());
        List<Effect> effects = new ArrayList<>();
        effects.add(new GatewayKept(macs.keep(revoked)));
        switch (reach) {
            case Reach.Never _ -> {}
            case Reach.Open _ -> throw new IllegalStateException("a gateway on hold still reads");
            case Reach.Through(Revision revision) ->
                    effects.add(new KeysExposed(name, known.edge(), revision));
        }
        return new Decision<>(revoked, effects, "gateway " + name + " revoked");
    }
}

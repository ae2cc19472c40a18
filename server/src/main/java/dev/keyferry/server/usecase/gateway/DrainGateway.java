package dev.keyferry.server.usecase.gateway;

import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.gateway.Gateway;
import dev.keyferry.server.domain.gateway.Gateway.State;
import dev.keyferry.server.usecase.port.Change;
import dev.keyferry.server.usecase.port.Change.Action;
import dev.keyferry.server.usecase.port.Change.Names;
import dev.keyferry.server.usecase.port.Decision;
import dev.keyferry.server.usecase.port.Effect;
import dev.keyferry.server.usecase.port.Effect.GatewayKept;
import dev.keyferry.server.usecase.port.Group;
import dev.keyferry.server.usecase.port.Writer;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.util.List;
import java.util.Locale;

/**
 * Lets calls wait for a gateway no more, or again. A drained one is served as before: its host may
 * be stopped and started without a call that notices. Thread-safe.
 */
public final class DrainGateway {
    private final Writer writer;
    private final GatewayMacs macs;

    public DrainGateway(Writer writer, GatewayMacs macs) {
        this.writer = writer;
        this.macs = macs;
    }

    /**
     * Lets calls wait for it no more; calls that wait are released.
     *
     * @throws Refusal.GatewayNotFound if there is no such gateway
     * @throws Refusal.Conflict if it is not served, or is the one in the server's process
     * @throws Refusal.Busy if too many changes wait
     */
    public Gateway drain(Caller caller, GatewayName name) throws InterruptedException {
        return put(caller, name, Action.DRAIN_GATEWAY, State.DRAINED);
    }

    /**
     * Lets calls wait for it again.
     *
     * @throws Refusal.GatewayNotFound if there is no such gateway
     * @throws Refusal.Conflict if it is not served, or is the one in the server's process
     * @throws Refusal.Busy if too many changes wait
     */
    public Gateway resume(Caller caller, GatewayName name) throws InterruptedException {
        return put(caller, name, Action.RESUME_GATEWAY, State.ACTIVE);
    }

    private Gateway put(Caller caller, GatewayName name, Action action, State state)
            throws InterruptedException {
        return writer.write(
                new Change<>(
                        caller, action, 1, Names.NOTHING, group -> decide(group, name, state)));
    }

    private Decision<Gateway> decide(Group group, GatewayName name, State state) {
        Gateway known = OwnGateway.find(group, name, macs);
        OwnGateway.requireRemote(known);
        if (!known.isServed()) {
            throw new Refusal.Conflict(
                    "The gateway is " + known.state().name().toLowerCase(Locale.ROOT));
        }
        Gateway changed = known.in(state);
        List<Effect> effects =
                known.state() == state ? List.of() : List.of(new GatewayKept(macs.keep(changed)));
        return new Decision<>(
                changed, effects, "gateway " + name + " " + state.name().toLowerCase(Locale.ROOT));
    }
}

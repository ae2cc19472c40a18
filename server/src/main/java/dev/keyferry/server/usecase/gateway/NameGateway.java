package dev.keyferry.server.usecase.gateway;

import dev.keyferry.feed.enrol.EnrolmentToken;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.edge.Edge;
import dev.keyferry.server.domain.gateway.Enrolment;
import dev.keyferry.server.domain.gateway.Gateway;
import dev.keyferry.server.domain.gateway.KeptGateway;
import dev.keyferry.server.domain.gateway.Reach;
import dev.keyferry.server.usecase.port.Change;
import dev.keyferry.server.usecase.port.Change.Action;
import dev.keyferry.server.usecase.port.Change.Names;
import dev.keyferry.server.usecase.port.Decision;
import dev.keyferry.server.usecase.port.Effect.GatewayKept;
import dev.keyferry.server.usecase.port.Group;
import dev.keyferry.server.usecase.port.Writer;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/**
 * Names a gateway of an edge, and makes the token with which its host enrols. A gateway that never
 * asked for anything can be named again: its former token, used or not, is worth nothing then.
 * Thread-safe.
 */
public final class NameGateway {
    private final Writer writer;
    private final SecureRandom random;
    private final GatewayMacs macs;

    public NameGateway(Writer writer, SecureRandom random, GatewayMacs macs) {
        this.writer = writer;
        this.random = random;
        this.macs = macs;
    }

    /** A gateway with its fresh enrolment token, which nothing can show again. */
    public record Named(Gateway gateway, EnrolmentToken token) {}

    /**
     * Names the gateway.
     *
     * @throws Refusal.Invalid if the name is that of the server's own, there is no such edge, or
     *     there are too many gateways
     * @throws Refusal.Conflict if the edge's key is embedded, or the name was given to a gateway
     *     that has asked for keys, or to one of another edge
     * @throws Refusal.Busy if too many changes wait
     */
    public Named name(Caller caller, GatewayName name, EdgeId edge) throws InterruptedException {
        if (name.equals(GatewayName.LOCAL)) {
            throw new Refusal.Invalid(
                    "/name", "local is the gateway in the server's process: choose another name");
        }
        EnrolmentToken token = EnrolmentToken.random(random);
        Bytes hash = token.hash();
        Gateway gateway =
                writer.write(
                        new Change<>(
                                caller,
                                Action.NAME_GATEWAY,
                                1,
                                Names.NOTHING,
                                group -> decide(group, name, edge, hash)));
        return new Named(gateway, token);
    }

    private Decision<Gateway> decide(Group group, GatewayName name, EdgeId edge, Bytes hash) {
        requireApart(group, edge);
        Enrolment enrolment = new Enrolment(hash, group.now().plus(Enrolment.VALID));
        Optional<KeptGateway> kept = group.edges().gateway(name);
        Gateway named;
        if (kept.isPresent()) {
            named = again(kept.get(), edge, enrolment);
        } else {
            if (group.edges().gateways() >= Gateway.MAX_GATEWAYS) {
                throw new Refusal.Invalid(
                        "", "there are " + Gateway.MAX_GATEWAYS + " gateways already");
            }
            named = Gateway.named(name, edge, enrolment, group.now());
        }
        return new Decision<>(
                named,
                List.of(new GatewayKept(macs.keep(named))),
                "gateway " + name + " named for edge " + edge);
    }

    private Gateway again(KeptGateway kept, EdgeId edge, Enrolment enrolment) {
        Gateway known = OwnGateway.of(kept, macs);
        if (known.state() == Gateway.State.REVOKED) {
            throw new Refusal.Conflict(
                    "/name", "A gateway of this name was revoked: choose another name");
        }
        if (!known.edge().equals(edge)) {
            throw new Refusal.Conflict(
                    "/name", "The edge " + known.edge() + " has a gateway of this name");
        }
        if (!(known.reach() instanceof Reach.Never)) {
            throw new Refusal.Conflict(
                    "/name",
                    "This gateway holds keys already: revoke it and name another, or choose another"
                            + " name");
        }
        return known.enrolling(enrolment);
    }

    private static void requireApart(Group group, EdgeId name) {
        Edge edge =
                group.edges()
                        .edge(name)
                        .orElseThrow(() ->
                                new Refusal.Invalid("/edge", "there is no edge of this name"));
        EdgeIsApart.require(edge);
    }
}

package dev.keyferry.server.usecase.gateway;

import dev.keyferry.feed.enrol.EnrolmentToken;
import dev.keyferry.feed.enrol.GatewayToken;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.DeploymentId;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.EdgeKeyId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.feed.seal.EdgePublicKey;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.RequestId;
import dev.keyferry.server.domain.edge.Edge;
import dev.keyferry.server.domain.gateway.Gateway;
import dev.keyferry.server.domain.rights.Actor;
import dev.keyferry.server.domain.rights.Rights;
import dev.keyferry.server.usecase.port.Change;
import dev.keyferry.server.usecase.port.Change.Action;
import dev.keyferry.server.usecase.port.Change.Names;
import dev.keyferry.server.usecase.port.Decision;
import dev.keyferry.server.usecase.port.Effect.GatewayKept;
import dev.keyferry.server.usecase.port.Group;
import dev.keyferry.server.usecase.port.Writer;
import dev.keyferry.server.usecase.port.edge.EdgeKeys;
import dev.keyferry.server.usecase.port.edge.Gateways;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.security.SecureRandom;
import java.util.List;

/** Makes the host that has the token the gateway that an operator named. Thread-safe. */
public final class EnrolGateway {
    private final Deployment deployment;
    private final Gateways gateways;
    private final Writer writer;
    private final EdgeKeys edgeKeys;
    private final GatewayMacs macs;
    private final SecureRandom random;

    public EnrolGateway(
            Deployment deployment,
            Gateways gateways,
            Writer writer,
            EdgeKeys edgeKeys,
            GatewayMacs macs,
            SecureRandom random) {
        this.deployment = deployment;
        this.gateways = gateways;
        this.writer = writer;
        this.edgeKeys = edgeKeys;
        this.macs = macs;
        this.random = random;
    }

    /** What every gateway needs to know of the deployment. */
    public record Deployment(DeploymentId id, IkeDomain domain) {}

    /** Where a request came from, as the audit keeps it. */
    public record Origin(String source, RequestId request) {}

    /**
     * What a gateway needs from now on.
     *
     * @param recordKey the edge's record key, sealed to the edge's public key for this gateway
     */
    public record Enrolled(
            GatewayName gateway,
            EdgeId edge,
            Deployment deployment,
            GatewayToken token,
            Bytes recordKey) {}

    /**
     * Enrols the host. The token is used up if and only if this returns.
     *
     * @param key the edge key whose private half the host has
     * @throws Refusal.UnknownToken if the token is nobody's, was used, or is too old
     * @throws Refusal.Conflict if the key is not the current one of the gateway's edge, or that is
     *     embedded in the server
     * @throws Refusal.Busy if too many changes wait
     */
    public Enrolled enrol(EnrolmentToken token, EdgeKeyId key, Origin origin)
            throws InterruptedException {
        Bytes hash = token.hash();
        GatewayName name =
                gateways.ofEnrolment(hash)
                        .flatMap(macs::authentic)
                        .map(Gateway::name)
                        .orElseThrow(Refusal.UnknownToken::new);
        GatewayToken fresh = GatewayToken.random(random);
        Bytes freshHash = fresh.hash();
        Caller caller =
                new Caller(Actor.gateway(name), Rights.NONE, origin.source(), origin.request());
        Edge edge =
                writer.write(
                        new Change<>(
                                caller,
                                Action.ENROL_GATEWAY,
                                1,
                                Names.NOTHING,
                                group -> decide(group, hash, key, freshHash)));
        Bytes recordKey =
                edgeKeys.recordKey(edge.name())
                        .sealFor(EdgePublicKey.decode(edge.key().encoded()), edge.name(), name);
        return new Enrolled(name, edge.name(), deployment, fresh, recordKey);
    }

    private Decision<Edge> decide(Group group, Bytes hash, EdgeKeyId key, Bytes fresh) {
        Gateway gateway =
                group.edges()
                        .ofEnrolment(hash)
                        .flatMap(macs::authentic)
                        .filter(known -> known.enrolment().isPresent())
                        .filter(known -> !known.enrolment().get().isOver(group.now()))
                        .orElseThrow(Refusal.UnknownToken::new);
        Edge edge = group.edges().edge(gateway.edge()).orElseThrow();
        EdgeIsApart.require(edge);
        if (!edge.key().id().equals(key)) {
            throw new Refusal.Conflict(
                    "The key file of this gateway is not that of the edge "
                            + edge.name()
                            + ", whose current key is "
                            + edge.key().id());
        }
        Gateway enrolled = gateway.enrolled(fresh, group.now());
        return new Decision<>(
                edge,
                List.of(new GatewayKept(macs.keep(enrolled))),
                "gateway " + gateway.name() + " enrolled for edge " + edge.name());
    }
}

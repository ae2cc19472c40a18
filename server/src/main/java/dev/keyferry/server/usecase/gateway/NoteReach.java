package dev.keyferry.server.usecase.gateway;

import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.RequestId;
import dev.keyferry.server.domain.gateway.Gateway;
import dev.keyferry.server.domain.gateway.Reach;
import dev.keyferry.server.domain.rights.Actor;
import dev.keyferry.server.domain.rights.Rights;
import dev.keyferry.server.usecase.port.Change;
import dev.keyferry.server.usecase.port.Change.Action;
import dev.keyferry.server.usecase.port.Change.Names;
import dev.keyferry.server.usecase.port.Decision;
import dev.keyferry.server.usecase.port.Effect.GatewayKept;
import dev.keyferry.server.usecase.port.Effect.NewerKnown;
import dev.keyferry.server.usecase.port.Group;
import dev.keyferry.server.usecase.port.Writer;
import dev.keyferry.server.usecase.port.edge.ReachNotes;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Keeps that a gateway began to read, before it is handed anything: when it is revoked, it is known
 * what its host may hold. Thread-safe.
 */
public final class NoteReach implements ReachNotes {
    /** Revisions that a gateway can be ahead of a store that was restored. */
    public static final long MAX_LEAD = 1_000_000_000;

    private final Writer writer;
    private final GatewayMacs macs;
    private final RandomGenerator random;

    public NoteReach(Writer writer, GatewayMacs macs, RandomGenerator random) {
        this.writer = writer;
        this.macs = macs;
        this.random = random;
    }

    @Override
    public void open(GatewayName name) throws InterruptedException {
        Caller gateway =
                new Caller(Actor.gateway(name), Rights.NONE, "feed", RequestId.random(random));
        writer.write(
                new Change<>(
                        gateway,
                        Action.REACH_GATEWAY,
                        1,
                        Names.NOTHING,
                        group -> decide(group, name)));
    }

    @Override
    public boolean newer(GatewayName name, Revision read) throws InterruptedException {
        Caller gateway =
                new Caller(Actor.gateway(name), Rights.NONE, "feed", RequestId.random(random));
        Change<Boolean> change =
                new Change<>(
                        gateway,
                        Action.NOTE_NEWER_HISTORY,
                        1,
                        Names.NOTHING,
                        group -> newer(group, name, read));
        return writer.preview(change) && writer.write(change);
    }

    // Who claims more has not read it here, and no later restore could go above it.
    private static Decision<Boolean> newer(Group group, GatewayName name, Revision read) {
        Revision known = group.newer().orElse(group.head());
        boolean isNews = read.isAfter(known) && read.value() - group.head().value() <= MAX_LEAD;
        return new Decision<>(
                isNews,
                isNews ? List.of(new NewerKnown(read)) : List.of(),
                "gateway " + name + " has read up to revision " + read);
    }

    private Decision<GatewayName> decide(Group group, GatewayName name) {
        Gateway known = OwnGateway.find(group, name, macs);
        if (!known.isServed()) {
            throw new Refusal.UnknownToken();
        }
        return new Decision<>(
                name,
                List.of(new GatewayKept(macs.keep(known.reaching(new Reach.Open())))),
                "gateway " + name + " reads its feed");
    }
}

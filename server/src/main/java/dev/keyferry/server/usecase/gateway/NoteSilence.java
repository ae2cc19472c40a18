package dev.keyferry.server.usecase.gateway;

import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.RequestId;
import dev.keyferry.server.domain.gateway.Gateway;
import dev.keyferry.server.domain.gateway.KeptGateway;
import dev.keyferry.server.domain.gateway.Reach;
import dev.keyferry.server.domain.rights.Actor;
import dev.keyferry.server.domain.rights.Rights;
import dev.keyferry.server.usecase.gateway.ReadGateways.Seen;
import dev.keyferry.server.usecase.port.Change;
import dev.keyferry.server.usecase.port.Change.Action;
import dev.keyferry.server.usecase.port.Change.Names;
import dev.keyferry.server.usecase.port.Decision;
import dev.keyferry.server.usecase.port.Effect;
import dev.keyferry.server.usecase.port.Effect.GatewayKept;
import dev.keyferry.server.usecase.port.GatewayView;
import dev.keyferry.server.usecase.port.Group;
import dev.keyferry.server.usecase.port.Writer;
import dev.keyferry.server.usecase.port.edge.GatewayFeeds;
import dev.keyferry.server.usecase.port.edge.GatewayFeeds.Held;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Keeps how far a gateway had read when it fell silent, so that keys which are set later are not
 * taken for exposed when it is revoked, not even after a restart. Thread-safe.
 */
public final class NoteSilence {
    /** Long enough that a gateway which is restarted makes no entry in the audit. */
    static final Duration SILENT_FOR = Duration.ofHours(1);

    private final ReadGateways gateways;
    private final GatewayFeeds feeds;
    private final Writer writer;
    private final GatewayMacs macs;
    private final RandomGenerator random;
    private final InstantSource clock;
    private final Instant startedAt;

    public NoteSilence(
            ReadGateways gateways,
            GatewayFeeds feeds,
            Writer writer,
            GatewayMacs macs,
            RandomGenerator random,
            InstantSource clock) {
        this.gateways = gateways;
        this.feeds = feeds;
        this.writer = writer;
        this.macs = macs;
        this.random = random;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /** Notes it of every gateway that has been silent long enough now. */
    public void note() throws InterruptedException {
        for (Seen seen : gateways.list()) {
            if (isSilent(seen)) {
                note(seen.gateway().name());
            }
        }
    }

    private boolean isSilent(Seen seen) {
        Gateway gateway = seen.gateway();
        Instant heard = seen.view().flatMap(GatewayView::lastSeen).orElse(startedAt);
        return gateway.isServed()
                && !gateway.isLocal()
                && gateway.reach() instanceof Reach.Open
                && !seen.view().filter(GatewayView::isReachable).isPresent()
                && Duration.between(heard, clock.instant()).compareTo(SILENT_FOR) >= 0;
    }

    private void note(GatewayName name) throws InterruptedException {
        Caller server = new Caller(Actor.SERVER, Rights.ALL, "upkeep", RequestId.random(random));
        try (Held held = feeds.hold(name)) {
            writer.write(
                    new Change<>(
                            server,
                            Action.MISS_GATEWAY,
                            1,
                            Names.NOTHING,
                            group -> decide(group, name, held)));
        }
    }

    private Decision<GatewayName> decide(Group group, GatewayName name, Held held) {
        List<Effect> effects =
                group
                        .edges()
                        .gateway(name)
                        .flatMap(macs::authentic)
                        .filter(Gateway::isServed)
                        .map(known -> silent(known, held))
                        .<Effect>map(GatewayKept::new)
                        .stream()
                        .toList();
        return new Decision<>(name, effects, "gateway " + name + " silent");
    }

    private KeptGateway silent(Gateway known, Held held) {
        return macs.keep(known.reaching(held.reach(known.reach())));
    }
}

package dev.keyferry.server.usecase.standing;

import dev.keyferry.feed.GatewayCondition;
import dev.keyferry.feed.GatewayCondition.Assurance;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.domain.KeyStatus;
import dev.keyferry.server.domain.KeyStatus.OnGateway;
import dev.keyferry.server.domain.KeyStatus.Stage;
import dev.keyferry.server.domain.Notice;
import dev.keyferry.server.domain.evidence.KeyEvidence;
import dev.keyferry.server.domain.tunnel.Tunnel;
import dev.keyferry.server.usecase.port.GatewayView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the gateways of some edges say at one moment. Immutable. */
public final class Standing {
    private final Map<EdgeId, List<GatewayView>> gateways;
    private final Map<TunnelId, Map<GatewayName, KeyEvidence>> evidence;
    private final Instant now;

    Standing(
            Map<EdgeId, List<GatewayView>> gateways,
            Map<TunnelId, Map<GatewayName, KeyEvidence>> evidence,
            Instant now) {
        this.gateways = gateways;
        this.evidence = evidence;
        this.now = now;
    }

    /**
     * Where a key stands.
     *
     * @param newest the tunnel's newest key
     * @param asked the version that the answer is about
     */
    public KeyStatus status(Placement newest, PskVersion asked) {
        SortedMap<GatewayName, OnGateway> stages = new TreeMap<>();
        for (GatewayView gateway : gatewaysOf(newest.edge())) {
            stages.put(gateway.name(), stage(gateway, newest));
        }
        return new KeyStatus(asked, stages);
    }

    /** Where the tunnel's present key stands; empty if it has none. */
    public Optional<KeyStatus> status(Tunnel tunnel) {
        return Placement.of(tunnel).map(placed -> status(placed, placed.key().version()));
    }

    /**
     * At most one notice for each gateway of the keys: that one of them is not loaded there, or
     * else what a gateway that serves well enough has to say all the same.
     */
    public List<Notice> shortOfLoaded(Collection<Placement> placements) {
        List<Notice> notices = shortfalls(placements, GatewayWords.Wish.LOADED);
        placements.stream()
                .map(Placement::edge)
                .distinct()
                .flatMap(edge -> gatewaysOf(edge).stream())
                .filter(gateway -> placements.stream().allMatch(p -> isFollowed(gateway, p)))
                .flatMap(gateway -> GatewayWords.remark(gateway).stream())
                .forEach(notices::add);
        return notices;
    }

    /** One notice for each gateway on which one of the ended keys may still be loaded. */
    public List<Notice> shortOfGone(Collection<Placement> placements) {
        return shortfalls(placements, GatewayWords.Wish.DROPPED);
    }

    /** The placements whose edge has no gateway at all. */
    public List<Placement> unserved(Collection<Placement> placements) {
        return placements.stream().filter(p -> gatewaysOf(p.edge()).isEmpty()).toList();
    }

    private List<Notice> shortfalls(Collection<Placement> placements, GatewayWords.Wish wish) {
        List<Notice> notices = new ArrayList<>();
        for (Map.Entry<EdgeId, List<GatewayView>> edge : gateways.entrySet()) {
            for (GatewayView gateway : edge.getValue()) {
                List<Placement> behind =
                        placements.stream()
                                .filter(placed -> placed.edge().equals(edge.getKey()))
                                .filter(placed -> !isFollowed(gateway, placed))
                                .toList();
                if (!behind.isEmpty()) {
                    notices.add(GatewayWords.notice(gateway, behind, wish, now));
                }
            }
        }
        return notices;
    }

    private List<GatewayView> gatewaysOf(EdgeId edge) {
        return gateways.getOrDefault(edge, List.of());
    }

    private static boolean isFollowed(GatewayView gateway, Placement placed) {
        return stageOf(gateway, placed) == Stage.LOADED;
    }

    private OnGateway stage(GatewayView gateway, Placement placed) {
        return new OnGateway(
                stageOf(gateway, placed),
                placed.key().version(),
                gateway.since(placed.key().revision()).orElse(placed.key().setAt()),
                reason(gateway, placed),
                gateway.condition().map(GatewayCondition::assurance).orElse(Assurance.NOT_ASSURED),
                evidence(gateway, placed));
    }

    private KeyEvidence evidence(GatewayView gateway, Placement placed) {
        return evidence.getOrDefault(placed.tunnel(), Map.of())
                .getOrDefault(gateway.name(), KeyEvidence.NONE)
                .of(placed.key().version());
    }

    // A gateway settles a record also by making an exception of it, and then it is not loaded.
    private static Stage stageOf(GatewayView gateway, Placement placed) {
        Stage stage = gateway.stage(placed.key().revision());
        boolean isException = GatewayWords.exception(gateway, placed).isPresent();
        return stage == Stage.LOADED && isException ? Stage.DELIVERED : stage;
    }

    private static Optional<String> reason(GatewayView gateway, Placement placed) {
        if (!gateway.isReachable()) {
            return Optional.of(GatewayWords.silence(gateway));
        }
        Optional<String> exception =
                GatewayWords.exception(gateway, placed).map(GatewayWords::exception);
        return exception.isPresent() || stageOf(gateway, placed) == Stage.LOADED
                ? exception
                : gateway.condition().flatMap(GatewayWords::condition);
    }
}

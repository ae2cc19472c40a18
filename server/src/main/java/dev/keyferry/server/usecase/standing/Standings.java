package dev.keyferry.server.usecase.standing;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.domain.Notice;
import dev.keyferry.server.domain.Notice.Code;
import dev.keyferry.server.domain.evidence.KeyEvidence;
import dev.keyferry.server.usecase.port.Confirmations;
import dev.keyferry.server.usecase.port.Evidences;
import dev.keyferry.server.usecase.port.TunnelKey;
import dev.keyferry.server.usecase.port.Tunnels;
import dev.keyferry.server.usecase.port.Writer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Waits for gateways and shows what they confirmed. Thread-safe. */
public final class Standings {
    /** What every call waits at most... */
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    /** ...and for each key that it sets... */
    public static final Duration PATIENCE_PER_KEY = Duration.ofMillis(1);

    /** ...but never longer than this. */
    public static final Duration MAX_PATIENCE = Duration.ofSeconds(45);

    /** No peer proves a key sooner after it was set: it has to stay up for so long. */
    private static final Duration SOONEST_PROOF = Duration.ofSeconds(2);

    private final Confirmations confirmations;
    private final Tunnels tunnels;
    private final Evidences evidences;
    private final Writer writer;
    private final InstantSource clock;

    public Standings(
            Confirmations confirmations,
            Tunnels tunnels,
            Evidences evidences,
            Writer writer,
            InstantSource clock) {
        this.confirmations = confirmations;
        this.tunnels = tunnels;
        this.evidences = evidences;
        this.writer = writer;
        this.clock = clock;
    }

    /** What the gateways of these keys' edges say now. */
    public Standing now(Collection<Placement> placements) throws InterruptedException {
        return new Standing(
                placements.stream()
                        .map(Placement::edge)
                        .distinct()
                        .collect(toMap(Function.identity(), confirmations::gateways)),
                evidence(placements),
                clock.instant());
    }

    /**
     * Waits for the reachable gateways, within the patience of a call, and tells what came of it.
     *
     * @param committed the head that the placing change left
     * @throws dev.keyferry.server.usecase.port.StoreUnavailable as of {@link AfterChange#read}
     */
    public Settled settle(AccountId account, List<Placement> placements, Revision committed)
            throws InterruptedException {
        await(placements);
        return look(account, placements, committed);
    }

    /**
     * Tells where keys stand now that were placed before a change, or what came of them.
     *
     * @param committed the head that the change left
     * @throws dev.keyferry.server.usecase.port.StoreUnavailable as of {@link AfterChange#read}
     */
    public Settled look(AccountId account, List<Placement> placements, Revision committed)
            throws InterruptedException {
        return AfterChange.read(() -> settled(account, placements, committed));
    }

    /**
     * Waits for the reachable gateways to drop keys, and tells which did not.
     *
     * @throws dev.keyferry.server.usecase.port.StoreUnavailable as of {@link AfterChange#read}
     */
    public List<Notice> settleEnd(List<Placement> ends) throws InterruptedException {
        await(ends);
        return AfterChange.read(() -> now(ends)).shortOfGone(ends);
    }

    private Settled settled(AccountId account, List<Placement> placements, Revision committed)
            throws InterruptedException {
        Standing standing = now(placements);
        // Only a later commit can have brought newer keys; without one there is nothing to read.
        if (!writer.head().isAfter(committed)) {
            return new Settled(standing, byTunnel(placements), told(standing, account, placements));
        }
        Map<TunnelId, TunnelKey> present =
                tunnels.keys(account, placements.stream().map(Placement::tunnel).toList());
        List<Notice> notices = new ArrayList<>(Settled.superseded(placements, present));
        Map<TunnelId, Placement> newest =
                byTunnel(
                        placements.stream()
                                .flatMap(placed -> newest(placed, present).stream())
                                .toList());
        notices.addAll(told(standing, account, newest.values()));
        return new Settled(standing, newest, notices);
    }

    static Duration patience(int keys) {
        Duration patience = PATIENCE.plus(PATIENCE_PER_KEY.multipliedBy(keys));
        return patience.compareTo(MAX_PATIENCE) < 0 ? patience : MAX_PATIENCE;
    }

    private void await(List<Placement> placements) throws InterruptedException {
        Map<EdgeId, Set<Revision>> revisions =
                placements.stream()
                        .collect(
                                groupingBy(
                                        Placement::edge,
                                        mapping(placed -> placed.key().revision(), toSet())));
        confirmations.await(revisions, patience(placements.size()));
    }

    // A call that has just set ten thousand keys has nothing to look up.
    private Map<TunnelId, Map<GatewayName, KeyEvidence>> evidence(Collection<Placement> placements)
            throws InterruptedException {
        Instant fresh = clock.instant().minus(SOONEST_PROOF);
        return evidences.of(
                placements.stream()
                        .filter(placed -> placed.key().setAt().isBefore(fresh))
                        .map(Placement::tunnel)
                        .toList());
    }

    private List<Notice> told(
            Standing standing, AccountId account, Collection<Placement> placements)
            throws InterruptedException {
        List<Notice> notices = new ArrayList<>(standing.shortOfLoaded(placements));
        List<Placement> unserved = standing.unserved(placements);
        if (!unserved.isEmpty()) {
            String text = "stored only: no gateway serves " + addresses(account, unserved) + " yet";
            notices.add(new Notice(Code.UNSERVED, text, Optional.empty()));
        }
        return notices;
    }

    private String addresses(AccountId account, List<Placement> unserved)
            throws InterruptedException {
        String many = "the addresses of " + unserved.size() + " tunnels";
        return unserved.size() > 1
                ? many
                : tunnels.find(account, unserved.getFirst().tunnel())
                        .map(tunnel -> tunnel.parameters().cloudflareEndpoint().value())
                        .orElse("the tunnel's address");
    }

    private static Map<TunnelId, Placement> byTunnel(List<Placement> placements) {
        return placements.stream().collect(toMap(Placement::tunnel, Function.identity()));
    }

    private static Optional<Placement> newest(Placement placed, Map<TunnelId, TunnelKey> present) {
        return Optional.ofNullable(present.get(placed.tunnel()))
                .flatMap(tunnel ->
                        tunnel.present().map(key -> Placement.of(tunnel, key, placed.pointer())));
    }
}

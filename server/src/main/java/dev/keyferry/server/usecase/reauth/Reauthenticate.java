package dev.keyferry.server.usecase.reauth;

import static java.util.stream.Collectors.toSet;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.reauth.ReauthOrder;
import dev.keyferry.feed.reauth.ReauthOutcome.Kind;
import dev.keyferry.server.domain.Account;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.KeyStatus;
import dev.keyferry.server.domain.KeyStatus.OnGateway;
import dev.keyferry.server.domain.KeyStatus.Stage;
import dev.keyferry.server.domain.Mode;
import dev.keyferry.server.domain.reauth.Found;
import dev.keyferry.server.domain.reauth.Verdict;
import dev.keyferry.server.domain.tunnel.Tunnel;
import dev.keyferry.server.usecase.port.Change;
import dev.keyferry.server.usecase.port.Change.Action;
import dev.keyferry.server.usecase.port.Change.Names;
import dev.keyferry.server.usecase.port.Confirmations;
import dev.keyferry.server.usecase.port.Decision;
import dev.keyferry.server.usecase.port.Effect.ReauthOrdered;
import dev.keyferry.server.usecase.port.GatewayView;
import dev.keyferry.server.usecase.port.Group;
import dev.keyferry.server.usecase.port.TunnelKey;
import dev.keyferry.server.usecase.port.Writer;
import dev.keyferry.server.usecase.port.edge.EdgeKeys;
import dev.keyferry.server.usecase.port.reauth.GatewayOrders;
import dev.keyferry.server.usecase.refusal.Refusal;
import dev.keyferry.server.usecase.tunnel.GetTunnel;
import dev.keyferry.server.usecase.tunnel.TunnelView;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Has the peers of one tunnel authenticate anew by its newest key, where that is loaded, and waits
 * until each gateway has told what came of it. One tunnel at a time: the pace is the caller's, and
 * nothing goes on without him. Thread-safe.
 */
public final class Reauthenticate {
    /** An order is not begun any more after this. */
    public static final Duration ORDER_LASTS = Duration.ofSeconds(10);

    /** A gateway tells within 40 seconds what came of an order, of which 25 are its router's. */
    private static final Duration PATIENCE = Duration.ofSeconds(43);

    private final GetTunnel getTunnel;
    private final Writer writer;
    private final EdgeKeys keys;
    private final Confirmations confirmations;
    private final GatewayOrders orders;

    public Reauthenticate(
            GetTunnel getTunnel,
            Writer writer,
            EdgeKeys keys,
            Confirmations confirmations,
            GatewayOrders orders) {
        this.getTunnel = getTunnel;
        this.writer = writer;
        this.keys = keys;
        this.confirmations = confirmations;
        this.orders = orders;
    }

    /** Which tunnels are worth it. */
    public enum Reach {
        /** Those whose newest key no router has shown to have. */
        UNPROVEN,
        /** Also the others: somebody may be up by a former key beside the router. */
        ALL
    }

    /**
     * What came of it.
     *
     * @param version of the key that was asked for
     * @param gateways every gateway of the tunnel's edge
     */
    public record Answer(
            TunnelId tunnel, PskVersion version, SortedMap<GatewayName, Found> gateways) {
        public Verdict verdict() {
            return Verdict.of(gateways.values());
        }
    }

    /**
     * Gives the order, and waits.
     *
     * @throws Refusal.AccountNotFound if there is no such account
     * @throws Refusal.TunnelNotFound if the account has no such tunnel
     * @throws Refusal.Conflict if the tunnel has no key, or the database is an older backup
     * @throws Refusal.Busy if too many changes wait
     */
    public Answer reauthenticate(
            Caller caller, AccountId account, TunnelId tunnel, Reach reach, Mode mode)
            throws InterruptedException {
        TunnelView view = getTunnel.get(account, tunnel);
        KeyStatus status = view.status().orElseThrow(Reauthenticate::noKey);
        SortedMap<GatewayName, Found> found = foreseen(view.tunnel().edge(), status, reach);
        Set<GatewayName> ready =
                found.keySet().stream().filter(g -> found.get(g) == Found.READY).collect(toSet());
        if (mode == Mode.VALIDATE_ONLY || ready.isEmpty()) {
            return new Answer(tunnel, status.version(), found);
        }
        ReauthOrder order = order(caller, account, tunnel);
        Map<GatewayName, Kind> told = orders.await(order.number(), ready, PATIENCE);
        for (GatewayName gateway : ready) {
            found.put(
                    gateway, told.containsKey(gateway) ? found(told.get(gateway)) : Found.UNHEARD);
        }
        return new Answer(tunnel, order.version(), found);
    }

    /** What comes of it where no order is needed; ready for one are the others. */
    private SortedMap<GatewayName, Found> foreseen(EdgeId edge, KeyStatus status, Reach reach) {
        Set<GatewayName> reachable =
                confirmations.gateways(edge).stream()
                        .filter(GatewayView::isReachable)
                        .map(GatewayView::name)
                        .collect(toSet());
        SortedMap<GatewayName, Found> found = new TreeMap<>();
        status.gateways()
                .forEach((name, there) ->
                        found.put(name, foreseen(there, reachable.contains(name))));
        if (reach == Reach.UNPROVEN && status.isProven()) {
            found.replaceAll((_, there) -> there == Found.READY ? Found.ALREADY_PROVEN : there);
        }
        return found;
    }

    private static Found foreseen(OnGateway there, boolean isReachable) {
        if (!isReachable) {
            return Found.SILENT;
        }
        return there.stage() == Stage.LOADED ? Found.READY : Found.NOT_LOADED;
    }

    private ReauthOrder order(Caller caller, AccountId account, TunnelId tunnel)
            throws InterruptedException {
        return writer.write(
                new Change<>(
                        caller,
                        Action.REAUTHENTICATE,
                        1,
                        Names.of(account, List.of(tunnel)),
                        group -> decide(group, account, tunnel)));
    }

    private Decision<ReauthOrder> decide(Group group, AccountId id, TunnelId tunnel) {
        Account account = group.account(id).orElseThrow(Refusal.AccountNotFound::new);
        TunnelKey key = group.key(account, tunnel).orElseThrow(Refusal.TunnelNotFound::new);
        Tunnel.Key present = key.present().orElseThrow(Reauthenticate::noKey);
        if (group.newer().isPresent()) {
            throw new Refusal.Conflict(
                    "A gateway has read further than this database goes, so it is an older backup:"
                            + " no order is given before an operator decides by keyferry recover");
        }
        ReauthOrder order =
                keys.recordKey(key.edge())
                        .reauth(
                                group.epoch(),
                                key.edge(),
                                group.head().next(),
                                tunnel,
                                present.version(),
                                group.now().plus(ORDER_LASTS));
        return new Decision<>(
                order,
                List.of(new ReauthOrdered(key.edge(), order)),
                "reauthentication by version " + present.version() + " ordered");
    }

    private static Refusal noKey() {
        return new Refusal.Conflict("The tunnel has no key by which a router could authenticate");
    }

    private static Found found(Kind kind) {
        return switch (kind) {
            case REAUTHENTICATED -> Found.REAUTHENTICATED;
            case NO_SA -> Found.NO_SA;
            case REFUSED -> Found.REFUSED;
            case NOT_BACK -> Found.NOT_BACK;
            case REFUSED_KEPT -> Found.REFUSED_KEPT;
            case KEPT -> Found.KEPT;
            case NOT_LOADED -> Found.NOT_LOADED;
            case NOT_BEGUN -> Found.NOT_BEGUN;
        };
    }
}

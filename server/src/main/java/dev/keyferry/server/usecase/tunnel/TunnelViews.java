package dev.keyferry.server.usecase.tunnel;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.GeneratedIdentities;
import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.server.domain.KeyStatus;
import dev.keyferry.server.domain.tunnel.Tunnel;
import dev.keyferry.server.usecase.port.Tunnels;
import dev.keyferry.server.usecase.standing.Placement;
import dev.keyferry.server.usecase.standing.Standing;
import dev.keyferry.server.usecase.standing.Standings;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Adds to tunnels what follows from them. Thread-safe. */
public final class TunnelViews {
    private final IkeDomain domain;
    private final Standings standings;
    private final Tunnels tunnels;

    public TunnelViews(IkeDomain domain, Standings standings, Tunnels tunnels) {
        this.domain = domain;
        this.standings = standings;
        this.tunnels = tunnels;
    }

    GeneratedIdentities identities(Tunnel tunnel) {
        return GeneratedIdentities.of(tunnel.number(), tunnel.id(), domain);
    }

    TunnelView of(Tunnel tunnel) throws InterruptedException {
        return of(List.of(tunnel)).getFirst();
    }

    /** Those of the account's tunnels that are among {@code ids}, as they are now. */
    List<TunnelView> find(AccountId account, List<TunnelId> ids) throws InterruptedException {
        return of(tunnels.find(account, ids));
    }

    List<TunnelView> of(List<Tunnel> tunnels) throws InterruptedException {
        Standing now =
                standings.now(tunnels.stream().flatMap(t -> Placement.of(t).stream()).toList());
        return tunnels.stream().map(t -> new TunnelView(t, identities(t), now.status(t))).toList();
    }

    /**
     * The tunnels after a call that may have waited.
     *
     * @param status where a key stands; empty if its tunnel was deleted meanwhile
     */
    List<TunnelView> of(List<Tunnel> tunnels, Function<Placement, Optional<KeyStatus>> status) {
        return tunnels.stream()
                .map(tunnel ->
                        new TunnelView(
                                tunnel, identities(tunnel), Placement.of(tunnel).flatMap(status)))
                .toList();
    }
}

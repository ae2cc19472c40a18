package dev.keyferry.server.usecase.tunnel;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.domain.tunnel.Tunnel;
import dev.keyferry.server.usecase.port.Accounts;
import dev.keyferry.server.usecase.port.Tunnels;
import dev.keyferry.server.usecase.refusal.Refusal;

/** Shows one tunnel. Thread-safe. */
public final class GetTunnel {
    private final Accounts accounts;
    private final Tunnels tunnels;
    private final TunnelViews views;

    public GetTunnel(Accounts accounts, Tunnels tunnels, TunnelViews views) {
        this.accounts = accounts;
        this.tunnels = tunnels;
        this.views = views;
    }

    /**
     * Returns the tunnel and where its key stands.
     *
     * @throws Refusal.AccountNotFound if there is no such account
     * @throws Refusal.TunnelNotFound if the account has no such tunnel
     */
    public TunnelView get(AccountId account, TunnelId tunnel) throws InterruptedException {
        if (accounts.find(account).isEmpty()) {
            throw new Refusal.AccountNotFound();
        }
        Tunnel found = tunnels.find(account, tunnel).orElseThrow(Refusal.TunnelNotFound::new);
        return views.of(found);
    }
}

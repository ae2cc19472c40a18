package dev.keyferry.server.usecase.tunnel;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.domain.rights.Rights;
import dev.keyferry.server.domain.tunnel.Tunnel;
import dev.keyferry.server.usecase.port.Accounts;
import dev.keyferry.server.usecase.port.Tunnels;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.util.List;

/** Shows all tunnels of an account. Thread-safe. */
public final class ListTunnels {
    private final Accounts accounts;
    private final Tunnels tunnels;
    private final TunnelViews views;

    public ListTunnels(Accounts accounts, Tunnels tunnels, TunnelViews views) {
        this.accounts = accounts;
        this.tunnels = tunnels;
        this.views = views;
    }

    /**
     * Returns the tunnels that may be read, in the order of their names.
     *
     * @throws Refusal.AccountNotFound if there is no such account
     */
    public List<TunnelView> list(Rights rights, AccountId account) throws InterruptedException {
        if (accounts.find(account).isEmpty()) {
            throw new Refusal.AccountNotFound();
        }
        List<Tunnel> seen =
                tunnels.ofAccount(account).stream()
                        .filter(t -> rights.allow(Permission.MAGIC_WAN_READ, account, t.id()))
                        .toList();
        return views.of(seen);
    }
}

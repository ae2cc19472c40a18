package dev.keyferry.server.usecase.tunnel;

import static java.util.Comparator.comparing;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.domain.rights.Rights;
import dev.keyferry.server.domain.tunnel.Tunnel;
import dev.keyferry.server.usecase.port.Accounts;
import dev.keyferry.server.usecase.port.Tunnels;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
    public TunnelList list(Rights rights, AccountId account) throws InterruptedException {
        if (accounts.find(account).isEmpty()) {
            throw new Refusal.AccountNotFound();
        }
        Optional<Set<TunnelId>> single = rights.singleTunnels(Permission.MAGIC_WAN_READ, account);
        List<TunnelId> known =
                single.isPresent()
                        ? inOrder(account, List.copyOf(single.get()))
                        : tunnels.ids(account);
        List<TunnelId> seen =
                known.stream()
                        .filter(id -> rights.allow(Permission.MAGIC_WAN_READ, account, id))
                        .toList();
        return new TunnelList(views, account, seen);
    }

    private List<TunnelId> inOrder(AccountId account, List<TunnelId> ids)
            throws InterruptedException {
        return tunnels.find(account, ids).stream()
                .sorted(comparing(tunnel -> tunnel.parameters().name().value()))
                .map(Tunnel::id)
                .toList();
    }
}

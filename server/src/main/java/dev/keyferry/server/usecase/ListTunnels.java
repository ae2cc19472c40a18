package dev.keyferry.server.usecase;

import dev.keyferry.feed.AccountId;
import java.util.List;

/** Shows all tunnels of an account. Thread-safe. */
public final class ListTunnels {
    /**
     * Returns the tunnels in the order of their names.
     *
     * @throws Refusal.AccountNotFound if there is no such account
     */
    public List<TunnelView> list(AccountId account) throws InterruptedException {
        Thread.sleep(0);
        throw new IllegalStateException("not wired");
    }
}

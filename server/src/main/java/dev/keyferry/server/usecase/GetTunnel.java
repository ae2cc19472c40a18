package dev.keyferry.server.usecase;

import dev.keyferry.feed.AccountId;
import dev.keyferry.feed.TunnelId;

/** Shows one tunnel. Thread-safe. */
public final class GetTunnel {
    /**
     * Returns the tunnel and where its key stands.
     *
     * @throws Refusal.AccountNotFound if there is no such account
     * @throws Refusal.TunnelNotFound if the account has no such tunnel
     */
    public TunnelView get(AccountId account, TunnelId tunnel) throws InterruptedException {
        Thread.sleep(0);
        throw new IllegalStateException("not wired");
    }
}

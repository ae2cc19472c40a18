package dev.keyferry.server.usecase.port;

import dev.keyferry.feed.AccountId;
import dev.keyferry.feed.TunnelId;
import dev.keyferry.server.domain.Tunnel;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Reads tunnels as they were last committed. Thread-safe. Every method throws {@link
 * StoreUnavailable} if the store fails.
 */
public interface Tunnels {
    /** Those of the account's tunnels that are among {@code ids}. */
    Map<TunnelId, Tunnel> find(AccountId account, Collection<TunnelId> ids)
            throws InterruptedException;

    /** All tunnels of the account in the order of their names. */
    List<Tunnel> ofAccount(AccountId account) throws InterruptedException;
}

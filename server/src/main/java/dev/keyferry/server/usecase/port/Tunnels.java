package dev.keyferry.server.usecase.port;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.domain.tunnel.Tunnel;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads tunnels as they were last committed. Thread-safe. Every method throws {@link
 * StoreUnavailable} if the store fails.
 */
public interface Tunnels {
    Optional<Tunnel> find(AccountId account, TunnelId id) throws InterruptedException;

    /** Those of the account's tunnels that are among {@code ids}, in the order of these. */
    List<Tunnel> find(AccountId account, List<TunnelId> ids) throws InterruptedException;

    /**
     * For those of the account's tunnels that are among {@code ids} and have a key, the number of
     * other tunnels of the account that have the same one.
     */
    Map<TunnelId, Integer> withSameKey(AccountId account, List<TunnelId> ids)
            throws InterruptedException;

    /** The ids of all tunnels of the account, in the order of the tunnels' names. */
    List<TunnelId> ids(AccountId account) throws InterruptedException;

    /** The keys of those of the account's tunnels that are among {@code ids}. */
    Map<TunnelId, TunnelKey> keys(AccountId account, List<TunnelId> ids)
            throws InterruptedException;
}

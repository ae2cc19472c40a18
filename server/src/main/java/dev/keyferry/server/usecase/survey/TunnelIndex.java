package dev.keyferry.server.usecase.survey;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.TunnelId;
import java.util.List;

/**
 * Reads entries of tunnels as they were last committed. Thread-safe. Every method throws {@link
 * dev.keyferry.server.usecase.port.StoreUnavailable} if the store fails.
 */
public interface TunnelIndex {
    /**
     * The account's next tunnels, in the order of their names.
     *
     * @param part of the names, in whatever case; empty for all
     * @param name after which they come; empty to begin
     * @param most how many at most
     */
    List<TunnelEntry> after(AccountId account, String part, String name, int most)
            throws InterruptedException;

    /** Those of the account's tunnels that are among {@code ids}, in the order of their names. */
    List<TunnelEntry> find(AccountId account, List<TunnelId> ids) throws InterruptedException;
}

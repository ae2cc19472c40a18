package dev.keyferry.server.usecase.survey;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.TunnelId;
import java.util.List;
import java.util.Optional;

/**
 * Reads entries of tunnels as they were last committed. Thread-safe. Every method throws {@link
 * dev.keyferry.server.usecase.port.StoreUnavailable} if the store fails.
 */
public interface TunnelIndex {
    /**
     * A stretch of an account's tunnels that was looked through.
     *
     * @param tunnels those that were looked for, in the order of their names
     * @param end the name after which the next stretch begins; empty if there is none
     */
    record Stretch(List<TunnelEntry> tunnels, Optional<String> end) {
        public Stretch {
            tunnels = List.copyOf(tunnels);
        }
    }

    /**
     * What is looked for, at a cost that is bounded by {@code rows}.
     *
     * @param part of the names, in whatever case; empty for all
     * @param after the name after which the stretch begins; empty to begin
     * @param rows how many tunnels are looked through at most
     * @param most how many are returned at most
     */
    record Wanted(String part, String after, int rows, int most) {}

    /** Looks through the account's next tunnels. */
    Stretch next(AccountId account, Wanted wanted) throws InterruptedException;

    /** Those of the account's tunnels that are among {@code ids}, in the order of their names. */
    List<TunnelEntry> find(AccountId account, List<TunnelId> ids) throws InterruptedException;
}

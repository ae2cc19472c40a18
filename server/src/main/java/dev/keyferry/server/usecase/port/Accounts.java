package dev.keyferry.server.usecase.port;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.server.domain.Account;
import java.util.List;
import java.util.Optional;

/**
 * Reads accounts as they were last committed. Thread-safe. Every method throws {@link
 * StoreUnavailable} if the store fails.
 */
public interface Accounts {
    Optional<Account> find(AccountId id) throws InterruptedException;

    /** All accounts in the order of their numbers. */
    List<Account> all() throws InterruptedException;
}

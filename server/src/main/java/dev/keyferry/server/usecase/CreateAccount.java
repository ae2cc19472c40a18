package dev.keyferry.server.usecase;

import dev.keyferry.feed.AccountId;
import dev.keyferry.feed.AccountNumber;
import dev.keyferry.server.domain.Account;
import dev.keyferry.server.domain.AccountName;
import dev.keyferry.server.domain.Caller;
import java.util.Optional;

/** Creates an account. Thread-safe. */
public final class CreateAccount {
    /**
     * An account to be.
     *
     * @param id given to keep what clients know; else a random one
     * @param number given to keep what routers know; else the next free one
     */
    public record NewAccount(
            AccountName name,
            Account.Type type,
            Optional<AccountId> id,
            Optional<AccountNumber> number) {}

    /**
     * Creates the account.
     *
     * @throws Refusal.Invalid if the id or the number is taken, or there are too many accounts
     * @throws Refusal.Busy if too many changes wait
     */
    public Account create(Caller caller, NewAccount account) throws InterruptedException {
        Thread.sleep(0);
        throw new IllegalStateException("not wired");
    }
}

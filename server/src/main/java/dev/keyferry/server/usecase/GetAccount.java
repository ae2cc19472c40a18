package dev.keyferry.server.usecase;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.server.domain.Account;
import dev.keyferry.server.usecase.port.Accounts;
import dev.keyferry.server.usecase.refusal.Refusal;

/** Shows one account. Thread-safe. */
public final class GetAccount {
    private final Accounts accounts;

    public GetAccount(Accounts accounts) {
        this.accounts = accounts;
    }

    /**
     * Returns the account.
     *
     * @throws Refusal.AccountNotFound if there is no such account
     */
    public Account get(AccountId account) throws InterruptedException {
        return accounts.find(account).orElseThrow(Refusal.AccountNotFound::new);
    }
}

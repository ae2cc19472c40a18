package dev.keyferry.server.usecase;

import dev.keyferry.server.domain.Account;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.domain.rights.Rights;
import dev.keyferry.server.usecase.port.Accounts;
import java.util.List;

/** Shows all accounts. Thread-safe. */
public final class ListAccounts {
    private final Accounts accounts;

    public ListAccounts(Accounts accounts) {
        this.accounts = accounts;
    }

    /** Returns the accounts that may be read, in the order of their numbers. */
    public List<Account> list(Rights rights) throws InterruptedException {
        return accounts.all().stream()
                .filter(a -> rights.allow(Permission.ACCOUNT_SETTINGS_READ, a.id()))
                .toList();
    }
}

package dev.keyferry.server.store.port;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.server.domain.Account;
import dev.keyferry.server.store.rows.AccountRow;
import dev.keyferry.server.usecase.port.Accounts;
import java.util.List;
import java.util.Optional;

/** Accounts of the store. Thread-safe. */
public record StoredAccounts(ReaderPools readers) implements Accounts {
    @Override
    public Optional<Account> find(AccountId id) throws InterruptedException {
        return readers.few()
                .read(statements ->
                        AccountRow.read(statements, List.of(id)).stream()
                                .map(AccountRow::account)
                                .findFirst());
    }

    @Override
    public List<Account> all() throws InterruptedException {
        return readers.many()
                .read(statements ->
                        AccountRow.all(statements).stream().map(AccountRow::account).toList());
    }
}

package dev.keyferry.server.usecase;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.server.domain.Account;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.usecase.port.Change;
import dev.keyferry.server.usecase.port.Change.Action;
import dev.keyferry.server.usecase.port.Change.Names;
import dev.keyferry.server.usecase.port.Decision;
import dev.keyferry.server.usecase.port.Effect.AccountDeleted;
import dev.keyferry.server.usecase.port.Group;
import dev.keyferry.server.usecase.port.Writer;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.util.List;

/**
 * Ends an account without tunnels, and its tokens with it. Its id and its number are never given
 * again, because clients, tokens and routers may still name them. Thread-safe.
 */
public final class DeleteAccount {
    private final Writer writer;

    public DeleteAccount(Writer writer) {
        this.writer = writer;
    }

    /**
     * Ends the account.
     *
     * @throws Refusal.AccountNotFound if there is no such account
     * @throws Refusal.Conflict if it still has tunnels
     * @throws Refusal.Busy if too many changes wait
     */
    public void delete(Caller caller, AccountId id) throws InterruptedException {
        writer.write(
                new Change<>(
                        caller,
                        Action.DELETE_ACCOUNT,
                        1,
                        Names.of(id),
                        group -> decide(group, id)));
    }

    private static Decision<AccountId> decide(Group group, AccountId id) {
        Account account = group.account(id).orElseThrow(Refusal.AccountNotFound::new);
        if (group.tunnels(account) > 0) {
            throw new Refusal.Conflict("The account still has tunnels: delete those first");
        }
        return new Decision<>(
                id, List.of(new AccountDeleted(account)), "account " + id + " deleted");
    }
}

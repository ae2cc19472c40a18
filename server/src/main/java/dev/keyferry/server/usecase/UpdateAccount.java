package dev.keyferry.server.usecase;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.AccountNumber;
import dev.keyferry.server.domain.Account;
import dev.keyferry.server.domain.AccountName;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.PskPolicy;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.usecase.port.Change;
import dev.keyferry.server.usecase.port.Change.Action;
import dev.keyferry.server.usecase.port.Change.Names;
import dev.keyferry.server.usecase.port.Decision;
import dev.keyferry.server.usecase.port.Effect.AccountChanged;
import dev.keyferry.server.usecase.port.Group;
import dev.keyferry.server.usecase.port.Writer;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.util.List;
import java.util.Optional;

/** Changes what an account is called, and which keys it accepts. Thread-safe. */
public final class UpdateAccount {
    private final Writer writer;

    public UpdateAccount(Writer writer) {
        this.writer = writer;
    }

    /**
     * What is to change. What is empty stays as it is.
     *
     * @param number if given, must be the one that the account has: routers know it
     */
    public record AccountEdit(
            Optional<AccountName> name,
            Optional<Account.Type> type,
            Optional<AccountNumber> number,
            Optional<PskPolicy> pskPolicy) {}

    /**
     * Changes the account.
     *
     * @throws Refusal.AccountNotFound if there is no such account
     * @throws Refusal.Invalid if another number is given than the account has
     * @throws Refusal.Forbidden if the key policy would change and the caller is no operator
     * @throws Refusal.Busy if too many changes wait
     */
    public Account update(Caller caller, AccountId id, AccountEdit edit)
            throws InterruptedException {
        return writer.write(
                new Change<>(
                        caller,
                        Action.UPDATE_ACCOUNT,
                        1,
                        Names.of(id),
                        group -> decide(group, caller, id, edit)));
    }

    private static Decision<Account> decide(
            Group group, Caller caller, AccountId id, AccountEdit edit) {
        Account before = group.account(id).orElseThrow(Refusal.AccountNotFound::new);
        if (edit.number().filter(number -> !number.equals(before.number())).isPresent()) {
            throw new Refusal.Invalid(
                    "/keyferry/number", "the number of an account cannot be changed");
        }
        PskPolicy policy = edit.pskPolicy().orElse(before.pskPolicy());
        // What is sent back as it was shown changes nothing, and needs no right.
        if (!policy.equals(before.pskPolicy()) && !caller.rights().allow(Permission.OPERATOR, id)) {
            throw new Refusal.Forbidden("Forbidden: only an operator changes the key policy");
        }
        Account account =
                new Account(
                        id,
                        before.number(),
                        edit.name().orElse(before.name()),
                        edit.type().orElse(before.type()),
                        policy,
                        before.createdOn());
        return new Decision<>(
                account,
                List.of(new AccountChanged(account)),
                "account " + account.id() + " changed");
    }
}

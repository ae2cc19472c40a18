package dev.keyferry.server.usecase;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.AccountNumber;
import dev.keyferry.server.domain.Account;
import dev.keyferry.server.domain.AccountName;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.PskPolicy;
import dev.keyferry.server.usecase.port.Change;
import dev.keyferry.server.usecase.port.Change.Action;
import dev.keyferry.server.usecase.port.Change.Names;
import dev.keyferry.server.usecase.port.Decision;
import dev.keyferry.server.usecase.port.Effect.AccountCreated;
import dev.keyferry.server.usecase.port.Group;
import dev.keyferry.server.usecase.port.Writer;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Creates an account. Thread-safe. */
public final class CreateAccount {
    /** Most accounts of one deployment. */
    public static final int MAX_ACCOUNTS = 10_000;

    private final Writer writer;
    private final SecureRandom random;

    public CreateAccount(Writer writer, SecureRandom random) {
        this.writer = writer;
        this.random = random;
    }

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
            Optional<AccountNumber> number,
            PskPolicy pskPolicy) {}

    /**
     * Creates the account.
     *
     * @throws Refusal.Invalid if the id or the number is taken, or there are too many accounts
     * @throws Refusal.Busy if too many changes wait
     */
    public Account create(Caller caller, NewAccount account) throws InterruptedException {
        AccountId id = account.id().orElseGet(this::randomId);
        return writer.write(
                new Change<>(
                        caller,
                        Action.CREATE_ACCOUNT,
                        1,
                        Names.of(id),
                        group -> decide(group, id, account)));
    }

    private AccountId randomId() {
        byte[] bytes = new byte[AccountId.DIGITS / 2];
        random.nextBytes(bytes);
        return new AccountId(HexFormat.of().formatHex(bytes));
    }

    private static Decision<Account> decide(Group group, AccountId id, NewAccount wanted) {
        if (group.accounts() >= MAX_ACCOUNTS) {
            throw new Refusal.Invalid("", "there are " + MAX_ACCOUNTS + " accounts already");
        }
        if (group.isTaken(id)) {
            throw new Refusal.Invalid("/keyferry/id", "this id is taken");
        }
        if (wanted.number().filter(group::isTaken).isPresent()) {
            throw new Refusal.Invalid("/keyferry/number", "this number is taken");
        }
        AccountNumber number = wanted.number().orElseGet(group::freeNumber);
        Account account =
                new Account(
                        id, number, wanted.name(), wanted.type(), wanted.pskPolicy(), group.now());
        return new Decision<>(
                account,
                List.of(new AccountCreated(account)),
                "account " + id + " created with number " + number);
    }
}

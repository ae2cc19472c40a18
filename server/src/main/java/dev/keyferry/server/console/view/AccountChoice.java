package dev.keyferry.server.console.view;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.server.domain.Account;
import java.util.List;
import java.util.Optional;

/**
 * The account that a page is about, and those that it could be about.
 *
 * @param known those that can be picked from a list; none where they are too many, or the caller
 *     may not list any, so that an id or a name has to be given
 * @param chosen empty as long as none is
 * @param name of the chosen one, its id where its name may not be read; empty as long as none is
 */
public record AccountChoice(List<Known> known, Optional<AccountId> chosen, String name) {
    /** As many as a list shows. */
    public static final int MAX_KNOWN = 200;

    public AccountChoice {
        known = List.copyOf(known);
    }

    /** An account to pick. */
    public record Known(String id, String name, boolean isChosen) {}

    /**
     * Chooses.
     *
     * @param accounts those that the caller may read
     * @param wanted an id, or a name that no other one has; empty for the only one
     */
    public static AccountChoice of(List<Account> accounts, String wanted) {
        Optional<Account> found =
                wanted.isEmpty()
                        ? accounts.stream().findFirst().filter(_ -> accounts.size() == 1)
                        : withId(accounts, wanted).or(() -> named(accounts, wanted));
        Optional<AccountId> chosen = found.map(Account::id).or(() -> id(wanted));
        List<Account> shown = accounts.size() > MAX_KNOWN ? List.of() : accounts;
        return new AccountChoice(
                shown.stream()
                        .map(account ->
                                new Known(
                                        account.id().value(),
                                        account.name().value(),
                                        chosen.filter(account.id()::equals).isPresent()))
                        .toList(),
                chosen,
                found.map(account -> account.name().value())
                        .or(() -> chosen.map(AccountId::value))
                        .orElse(""));
    }

    /** The id of the chosen one; empty as long as none is. */
    public String id() {
        return chosen.map(AccountId::value).orElse("");
    }

    private static Optional<Account> withId(List<Account> accounts, String wanted) {
        return accounts.stream().filter(account -> account.id().value().equals(wanted)).findFirst();
    }

    private static Optional<Account> named(List<Account> accounts, String wanted) {
        List<Account> named =
                accounts.stream().filter(account -> account.name().value().equals(wanted)).toList();
        return named.stream().findFirst().filter(_ -> named.size() == 1);
    }

    private static Optional<AccountId> id(String text) {
        try {
            return Optional.of(new AccountId(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

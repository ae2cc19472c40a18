package dev.keyferry.server.usecase.token;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.server.domain.rights.Scope;
import dev.keyferry.server.domain.token.Terms;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the terms of every token must be, whoever lays them down. */
final class TermsCheck {
    private TermsCheck() {}

    /**
     * @throws Refusal.Invalid if the token is never good, or reaches past the account that owns it
     */
    static void require(Terms terms, Optional<AccountId> owner) {
        if (!terms.validity().isPossible()) {
            throw new Refusal.Invalid("/expires_on", "expires_on must be after not_before");
        }
        owner.map(Scope.OneAccount::new).ifPresent(account -> requireWithin(account, terms));
    }

    private static void requireWithin(Scope account, Terms terms) {
        List<Set<Scope>> scopes = terms.policies().stream().map(p -> p.scopes()).toList();
        for (int i = 0; i < scopes.size(); i++) {
            if (!scopes.get(i).stream().allMatch(account::covers)) {
                throw new Refusal.Invalid(
                        "/policies/" + i + "/resources",
                        "a token of an account has resources of that account only");
            }
        }
    }
}

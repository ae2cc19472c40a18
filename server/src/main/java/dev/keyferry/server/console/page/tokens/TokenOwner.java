package dev.keyferry.server.console.page.tokens;

import dev.keyferry.server.console.page.Asked;
import dev.keyferry.server.console.view.AccountChoice;
import dev.keyferry.server.console.view.tokens.TokenPlace;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.domain.rights.Rights;
import dev.keyferry.server.usecase.ListAccounts;
import dev.keyferry.server.usecase.refusal.Refusal;

/** Whose tokens a page is about, and what the caller may do with them, as the API judges it. */
record TokenOwner(TokenPlace place, Rights rights) {
    static TokenOwner of(Asked asked, ListAccounts accounts) throws InterruptedException {
        Rights rights = asked.caller().rights();
        AccountChoice choice = AccountChoice.of(accounts.list(rights), asked.parameter("account"));
        return new TokenOwner(new TokenPlace(choice, asked.parameter("all").equals("yes")), rights);
    }

    boolean mayRead() {
        return may(Permission.ACCOUNT_API_TOKENS_READ, Permission.API_TOKENS_READ);
    }

    boolean mayReadAll() {
        return rights.allowEverywhere(Permission.API_TOKENS_READ);
    }

    boolean mayWrite() {
        return may(Permission.ACCOUNT_API_TOKENS_WRITE, Permission.API_TOKENS_WRITE);
    }

    /** Returns the place of tokens that the caller may write. */
    TokenPlace toWrite() {
        if (!mayWrite()) {
            throw new Refusal.Forbidden();
        }
        return place;
    }

    private boolean may(Permission ofAccount, Permission ofDeployment) {
        return place.isAll()
                ? rights.allowEverywhere(ofDeployment)
                : place.account().filter(id -> rights.allow(ofAccount, id)).isPresent();
    }
}

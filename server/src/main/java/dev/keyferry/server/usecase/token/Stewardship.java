package dev.keyferry.server.usecase.token;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.rights.Actor;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.domain.rights.Rights;
import dev.keyferry.server.domain.rights.TokenId;
import dev.keyferry.server.domain.token.KeptToken;
import dev.keyferry.server.domain.token.Terms;
import dev.keyferry.server.domain.token.Token;
import dev.keyferry.server.usecase.port.Group;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.util.Optional;

/**
 * Judges whether a caller may lay hands on a token: nobody makes, changes, rolls or ends one that
 * could do more than the caller's own, from elsewhere, or for longer. The caller's own token is
 * read again here, within the change, because it may have changed since the request was let in.
 */
final class Stewardship {
    private final TokenMacs macs;

    Stewardship(TokenMacs macs) {
        this.macs = macs;
    }

    /**
     * Lets pass who may have a token under these terms.
     *
     * @param owner whose token it is
     * @throws Refusal.UnknownToken if the caller's own token is good no more
     * @throws Refusal.Forbidden if the token would be stronger than the caller's own
     */
    void require(Group group, Caller caller, Optional<AccountId> owner, Terms terms) {
        if (bound(group, caller, owner).filter(own -> !own.cover(terms)).isPresent()) {
            throw new Refusal.Forbidden(
                    "Forbidden: a token may only deal with tokens that can do no more than itself,"
                            + " from nowhere else and for no longer");
        }
    }

    /**
     * Lets pass who may end what stands in a row. A forged token can do nothing, whatever its row
     * says, so whoever may write the owner's tokens may end it.
     *
     * @throws Refusal.UnknownToken if the caller's own token is good no more
     * @throws Refusal.Forbidden if the token is stronger than the caller's own
     */
    void requireToEnd(Group group, Caller caller, KeptToken kept) {
        Optional<Token> token = macs.authentic(kept);
        if (token.isPresent()) {
            require(group, caller, kept.owner(), token.get().terms());
            return;
        }
        bound(group, caller, kept.owner());
    }

    /**
     * Returns the owner's token.
     *
     * @throws Refusal.TokenNotFound if the owner has none with this id
     */
    Token find(Group group, Optional<AccountId> owner, TokenId id) {
        return group.token(id)
                .flatMap(macs::authentic)
                .filter(token -> token.owner().equals(owner))
                .orElseThrow(Refusal.TokenNotFound::new);
    }

    /**
     * Returns what stands in the owner's row, forged or not: good enough to end it.
     *
     * @throws Refusal.TokenNotFound if the owner has none with this id
     */
    KeptToken row(Group group, Optional<AccountId> owner, TokenId id) {
        return group.token(id)
                .filter(kept -> kept.owner().equals(owner))
                .orElseThrow(Refusal.TokenNotFound::new);
    }

    /**
     * Returns the terms of a caller who may write the owner's tokens; none bind the administrator.
     */
    private Optional<Terms> bound(Group group, Caller caller, Optional<AccountId> owner) {
        if (caller.actor().equals(Actor.ADMINISTRATOR)) {
            return Optional.empty();
        }
        Terms own =
                caller.actor()
                        .token()
                        .flatMap(group::token)
                        .flatMap(macs::authentic)
                        .filter(token -> token.isGood(group.now()))
                        .map(Token::terms)
                        .orElseThrow(Refusal.UnknownToken::new);
        if (!mayWrite(own.rights(), owner)) {
            throw new Refusal.Forbidden();
        }
        return Optional.of(own);
    }

    private static boolean mayWrite(Rights rights, Optional<AccountId> owner) {
        return owner.map(account -> rights.allow(Permission.ACCOUNT_API_TOKENS_WRITE, account))
                .orElseGet(() -> rights.allowEverywhere(Permission.API_TOKENS_WRITE));
    }
}

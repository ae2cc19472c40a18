package dev.keyferry.server.usecase.token;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.rights.TokenId;
import dev.keyferry.server.domain.token.Token;
import dev.keyferry.server.usecase.port.Accounts;
import dev.keyferry.server.usecase.port.Tokens;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.util.List;
import java.util.Optional;

/** Shows tokens, never a value. Thread-safe. */
public final class ReadTokens {
    private final Accounts accounts;
    private final Tokens tokens;
    private final TokenMacs macs;

    public ReadTokens(Accounts accounts, Tokens tokens, TokenMacs macs) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.macs = macs;
    }

    /**
     * Returns the owner's tokens, the oldest first.
     *
     * @param owner an account; empty for the deployment
     * @throws Refusal.AccountNotFound if there is no such account
     */
    public List<Token> list(Optional<AccountId> owner) throws InterruptedException {
        requireAccount(owner);
        return tokens.of(owner).stream().map(macs::authentic).flatMap(Optional::stream).toList();
    }

    /**
     * Returns one token of the owner.
     *
     * @throws Refusal.AccountNotFound if there is no such account
     * @throws Refusal.TokenNotFound if the owner has no such token
     */
    public Token get(Optional<AccountId> owner, TokenId id) throws InterruptedException {
        requireAccount(owner);
        return tokens.find(id)
                .flatMap(macs::authentic)
                .filter(token -> token.owner().equals(owner))
                .orElseThrow(Refusal.TokenNotFound::new);
    }

    /**
     * Returns the token that the caller itself holds; empty if that is the administrator's.
     *
     * @throws Refusal.UnknownToken if it has ended meanwhile
     */
    public Optional<Token> own(Caller caller) throws InterruptedException {
        Optional<TokenId> id = caller.actor().token();
        if (id.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                tokens.find(id.get())
                        .flatMap(macs::authentic)
                        .orElseThrow(Refusal.UnknownToken::new));
    }

    private void requireAccount(Optional<AccountId> owner) throws InterruptedException {
        if (owner.isPresent() && accounts.find(owner.get()).isEmpty()) {
            throw new Refusal.AccountNotFound();
        }
    }
}

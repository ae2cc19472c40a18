package dev.keyferry.server.usecase.token;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.rights.TokenId;
import dev.keyferry.server.domain.token.Terms;
import dev.keyferry.server.domain.token.Token;
import dev.keyferry.server.usecase.port.Change;
import dev.keyferry.server.usecase.port.Change.Action;
import dev.keyferry.server.usecase.port.Decision;
import dev.keyferry.server.usecase.port.Effect.TokenKept;
import dev.keyferry.server.usecase.port.Group;
import dev.keyferry.server.usecase.port.Writer;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.util.List;
import java.util.Optional;

/** Changes what a token may do; its value stays. Thread-safe. */
public final class UpdateToken {
    private final Writer writer;
    private final Stewardship stewardship;
    private final TokenMacs macs;

    public UpdateToken(Writer writer, TokenMacs macs) {
        this.writer = writer;
        this.stewardship = new Stewardship(macs);
        this.macs = macs;
    }

    /**
     * Changes the token; the next request with it is judged by what it is then.
     *
     * @param owner whose token it is
     * @throws Refusal.TokenNotFound if the owner has no such token
     * @throws Refusal.Invalid if the terms would contradict themselves or reach past the owner
     * @throws Refusal.Forbidden if the token is stronger than the caller's own, or would be
     * @throws Refusal.Busy if too many changes wait
     */
    public Token update(Caller caller, Optional<AccountId> owner, TokenId id, TermsEdit edit)
            throws InterruptedException {
        return writer.write(
                new Change<>(
                        caller,
                        Action.UPDATE_TOKEN,
                        1,
                        TokenNames.of(owner),
                        group -> decide(group, caller, owner, id, edit)));
    }

    private Decision<Token> decide(
            Group group, Caller caller, Optional<AccountId> owner, TokenId id, TermsEdit edit) {
        Token before = stewardship.find(group, owner, id);
        stewardship.require(group, caller, owner, before.terms());
        Terms terms = edit.over(before.terms());
        TermsCheck.require(terms, owner);
        stewardship.require(group, caller, owner, terms);
        Token token = before.with(terms, group.now());
        return new Decision<>(
                token, List.of(new TokenKept(macs.keep(token))), "token " + id + " changed");
    }
}

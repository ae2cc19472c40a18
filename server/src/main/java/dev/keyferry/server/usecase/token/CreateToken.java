package dev.keyferry.server.usecase.token;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.rights.TokenId;
import dev.keyferry.server.domain.token.Terms;
import dev.keyferry.server.domain.token.Token;
import dev.keyferry.server.domain.token.TokenValue;
import dev.keyferry.server.usecase.port.Change;
import dev.keyferry.server.usecase.port.Change.Action;
import dev.keyferry.server.usecase.port.Decision;
import dev.keyferry.server.usecase.port.Effect.TokenKept;
import dev.keyferry.server.usecase.port.Group;
import dev.keyferry.server.usecase.port.Writer;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Makes an API token and shows its value this once. Thread-safe. */
public final class CreateToken {
    private final Writer writer;
    private final SecureRandom random;
    private final Stewardship stewardship;
    private final TokenMacs macs;

    public CreateToken(Writer writer, SecureRandom random, TokenMacs macs) {
        this.writer = writer;
        this.stewardship = new Stewardship(macs);
        this.macs = macs;
        this.random = random;
    }

    /**
     * Makes the token.
     *
     * @param owner the account that it is to belong to; empty for one of the deployment
     * @throws Refusal.Invalid if the terms contradict themselves, reach past the owner or are over
     *     already, or there are too many tokens
     * @throws Refusal.AccountNotFound if there is no such account
     * @throws Refusal.Forbidden if the token would be stronger than the caller's own
     * @throws Refusal.Busy if too many changes wait
     */
    public IssuedToken create(Caller caller, Optional<AccountId> owner, Terms terms)
            throws InterruptedException {
        TermsCheck.require(terms, owner);
        TokenValue value = TokenValue.random(random);
        TokenId id = randomId();
        Bytes hash = value.hash();
        Token token =
                writer.write(
                        new Change<>(
                                caller,
                                Action.CREATE_TOKEN,
                                1,
                                TokenNames.of(owner),
                                group -> decide(group, caller, owner, id, hash, terms)));
        return new IssuedToken(token, value);
    }

    private Decision<Token> decide(
            Group group,
            Caller caller,
            Optional<AccountId> owner,
            TokenId id,
            Bytes hash,
            Terms terms) {
        stewardship.require(group, caller, owner, terms);
        if (owner.isPresent() && group.account(owner.get()).isEmpty()) {
            throw new Refusal.AccountNotFound();
        }
        if (group.tokens(owner) >= Token.MAX_TOKENS) {
            throw new Refusal.Invalid("", "there are " + Token.MAX_TOKENS + " tokens already");
        }
        if (terms.validity().isOver(group.now())) {
            throw new Refusal.Invalid("/expires_on", "expires_on must lie in the future");
        }
        Token token = new Token(id, owner, hash, terms, group.now(), group.now());
        return new Decision<>(
                token, List.of(new TokenKept(macs.keep(token))), "token " + id + " created");
    }

    private TokenId randomId() {
        byte[] bytes = new byte[TokenId.DIGITS / 2];
        random.nextBytes(bytes);
        return new TokenId(HexFormat.of().formatHex(bytes));
    }
}

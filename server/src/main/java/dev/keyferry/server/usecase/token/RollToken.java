package dev.keyferry.server.usecase.token;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.rights.TokenId;
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
import java.util.List;
import java.util.Optional;

/** Gives a token another value, shown this once; the former one is worth nothing. Thread-safe. */
public final class RollToken {
    private final Writer writer;
    private final SecureRandom random;
    private final Stewardship stewardship;
    private final TokenMacs macs;

    public RollToken(Writer writer, SecureRandom random, TokenMacs macs) {
        this.writer = writer;
        this.stewardship = new Stewardship(macs);
        this.macs = macs;
        this.random = random;
    }

    /**
     * Rolls the token.
     *
     * @param owner whose token it is
     * @throws Refusal.TokenNotFound if the owner has no such token
     * @throws Refusal.Forbidden if the token is stronger than the caller's own
     * @throws Refusal.Busy if too many changes wait
     */
    public IssuedToken roll(Caller caller, Optional<AccountId> owner, TokenId id)
            throws InterruptedException {
        TokenValue value = TokenValue.random(random);
        Bytes hash = value.hash();
        Token token =
                writer.write(
                        new Change<>(
                                caller,
                                Action.ROLL_TOKEN,
                                1,
                                TokenNames.of(owner),
                                group -> decide(group, caller, owner, id, hash)));
        return new IssuedToken(token, value);
    }

    private Decision<Token> decide(
            Group group, Caller caller, Optional<AccountId> owner, TokenId id, Bytes hash) {
        Token before = stewardship.find(group, owner, id);
        stewardship.require(group, caller, owner, before.terms());
        Token token = before.rolled(hash, group.now());
        return new Decision<>(
                token, List.of(new TokenKept(macs.keep(token))), "token " + id + " rolled");
    }
}

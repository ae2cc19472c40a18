package dev.keyferry.server.usecase.token;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.rights.TokenId;
import dev.keyferry.server.domain.token.KeptToken;
import dev.keyferry.server.usecase.port.Change;
import dev.keyferry.server.usecase.port.Change.Action;
import dev.keyferry.server.usecase.port.Decision;
import dev.keyferry.server.usecase.port.Effect.TokenDeleted;
import dev.keyferry.server.usecase.port.Group;
import dev.keyferry.server.usecase.port.Writer;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.util.List;
import java.util.Optional;

/** Ends a token. Thread-safe. */
public final class DeleteToken {
    private final Writer writer;
    private final Stewardship stewardship;

    public DeleteToken(Writer writer, TokenMacs macs) {
        this.writer = writer;
        this.stewardship = new Stewardship(macs);
    }

    /**
     * Ends the token; the next request with it is one of a stranger.
     *
     * @param owner whose token it is
     * @throws Refusal.TokenNotFound if the owner has no such token
     * @throws Refusal.Forbidden if the token is stronger than the caller's own
     * @throws Refusal.Busy if too many changes wait
     */
    public void delete(Caller caller, Optional<AccountId> owner, TokenId id)
            throws InterruptedException {
        writer.write(
                new Change<>(
                        caller,
                        Action.DELETE_TOKEN,
                        1,
                        TokenNames.of(owner),
                        group -> decide(group, caller, owner, id)));
    }

    private Decision<TokenId> decide(
            Group group, Caller caller, Optional<AccountId> owner, TokenId id) {
        KeptToken kept = stewardship.row(group, owner, id);
        stewardship.requireToEnd(group, caller, kept);
        return new Decision<>(id, List.of(new TokenDeleted(kept)), "token " + id + " deleted");
    }
}

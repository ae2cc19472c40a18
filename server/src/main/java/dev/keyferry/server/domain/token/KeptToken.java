package dev.keyferry.server.domain.token;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.server.domain.rights.TokenId;
import java.util.Optional;

/**
 * What a row of the store says of a token. Nobody may rely on it before the MAC was checked:
 * whoever can write to the database can make such a row, but not its MAC.
 */
public sealed interface KeptToken {
    /** The id under which the row stands. */
    TokenId id();

    /** The account to which the row gives the token; empty for the deployment. */
    Optional<AccountId> owner();

    /**
     * A row that says what a token does.
     *
     * @param mac over everything that decides about the token
     */
    record Legible(Token token, Bytes mac) implements KeptToken {
        @Override
        public TokenId id() {
            return token.id();
        }

        @Override
        public Optional<AccountId> owner() {
            return token.owner();
        }
    }

    /** A row that says nothing a token could do: no server wrote it so. */
    record Illegible(TokenId id, Optional<AccountId> owner) implements KeptToken {}
}

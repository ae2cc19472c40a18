package dev.keyferry.server.usecase.port;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.server.domain.rights.TokenId;
import dev.keyferry.server.domain.token.KeptToken;
import java.util.List;
import java.util.Optional;

/**
 * Reads API tokens as they were last committed. Thread-safe. Every method throws {@link
 * StoreUnavailable} if the store fails.
 */
public interface Tokens {
    /** The token whose value has this SHA-256, the only form in which values are kept. */
    Optional<KeptToken> find(Bytes hash) throws InterruptedException;

    Optional<KeptToken> find(TokenId id) throws InterruptedException;

    /**
     * All tokens of an owner, the oldest first.
     *
     * @param owner an account; empty for the deployment
     */
    List<KeptToken> of(Optional<AccountId> owner) throws InterruptedException;
}

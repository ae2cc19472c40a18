package dev.keyferry.server.store.port;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.server.domain.rights.TokenId;
import dev.keyferry.server.domain.token.KeptToken;
import dev.keyferry.server.store.rows.token.TokenRow;
import dev.keyferry.server.usecase.port.Tokens;
import java.util.List;
import java.util.Optional;

/** Tokens of the API, by what is known of them. Thread-safe. */
public record StoredTokens(ReaderPools readers) implements Tokens {
    @Override
    public Optional<KeptToken> find(Bytes hash) throws InterruptedException {
        return readers.few().read(statements -> TokenRow.find(statements, hash));
    }

    @Override
    public Optional<KeptToken> find(TokenId id) throws InterruptedException {
        return readers.few().read(statements -> TokenRow.find(statements, id));
    }

    @Override
    public List<KeptToken> of(Optional<AccountId> owner) throws InterruptedException {
        return readers.many().read(statements -> TokenRow.of(statements, owner));
    }
}

package dev.keyferry.server.store;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.server.domain.rights.TokenId;
import dev.keyferry.server.domain.token.Token;
import dev.keyferry.server.store.rows.token.TokenRow;
import dev.keyferry.server.usecase.port.Tokens;
import java.util.List;
import java.util.Optional;

record StoredTokens(Readers readers) implements Tokens {
    @Override
    public Optional<Token> find(Bytes hash) throws InterruptedException {
        return readers.read(statements -> TokenRow.find(statements, hash));
    }

    @Override
    public Optional<Token> find(TokenId id) throws InterruptedException {
        return readers.read(statements -> TokenRow.find(statements, id));
    }

    @Override
    public List<Token> of(Optional<AccountId> owner) throws InterruptedException {
        return readers.read(statements -> TokenRow.of(statements, owner));
    }
}

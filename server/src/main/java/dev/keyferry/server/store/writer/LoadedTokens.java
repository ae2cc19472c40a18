package dev.keyferry.server.store.writer;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.server.domain.Account;
import dev.keyferry.server.domain.rights.TokenId;
import dev.keyferry.server.domain.token.Token;
import dev.keyferry.server.store.rows.Statements;
import dev.keyferry.server.store.rows.token.TokenRow;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * API tokens as the database has them, and over it what the group's decisions did so far. They
 * change seldom, so each is looked up when it is asked for. Confined to one thread.
 */
final class LoadedTokens {
    private final Statements statements;
    private final Map<TokenId, Optional<Token>> decided = new HashMap<>();
    private final Map<Optional<AccountId>, Integer> counts = new HashMap<>();
    private final Set<AccountId> endedOwners = new HashSet<>();

    LoadedTokens(Statements statements) {
        this.statements = statements;
    }

    Optional<Token> find(TokenId id) {
        Optional<Token> present = decided.get(id);
        return (present == null ? TokenRow.find(statements, id) : present)
                .filter(token -> token.owner().filter(endedOwners::contains).isEmpty());
    }

    int count(Optional<AccountId> owner) {
        return counts.computeIfAbsent(owner, whose -> TokenRow.count(statements, whose));
    }

    void keep(Token token) {
        if (find(token.id()).isEmpty()) {
            counts.put(token.owner(), count(token.owner()) + 1);
        }
        decided.put(token.id(), Optional.of(token));
    }

    void delete(Token token) {
        counts.put(token.owner(), count(token.owner()) - 1);
        decided.put(token.id(), Optional.empty());
    }

    void endOwner(Account owner) {
        endedOwners.add(owner.id());
        counts.put(Optional.of(owner.id()), 0);
    }
}

package dev.keyferry.server.store.writer;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.server.domain.Account;
import dev.keyferry.server.domain.rights.TokenId;
import dev.keyferry.server.domain.token.KeptToken;
import dev.keyferry.server.store.rows.Statements;
import dev.keyferry.server.store.rows.token.TokenRow;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * API tokens as the database has them, and over it what the group's decisions did so far. Few
 * callers share a group, so each token is looked up when it is first asked for. Confined to one
 * thread.
 */
final class LoadedTokens {
    private final Statements statements;
    private final Map<TokenId, Optional<KeptToken>> tokens = new HashMap<>();
    private final Map<Optional<AccountId>, Integer> counts = new HashMap<>();
    private final Set<AccountId> endedOwners = new HashSet<>();

    LoadedTokens(Statements statements) {
        this.statements = statements;
    }

    Optional<KeptToken> find(TokenId id) {
        return tokens.computeIfAbsent(id, whose -> TokenRow.find(statements, whose))
                .filter(kept -> kept.owner().filter(endedOwners::contains).isEmpty());
    }

    int count(Optional<AccountId> owner) {
        return counts.computeIfAbsent(owner, whose -> TokenRow.count(statements, whose));
    }

    void keep(KeptToken kept) {
        if (find(kept.id()).isEmpty()) {
            counts.put(kept.owner(), count(kept.owner()) + 1);
        }
        tokens.put(kept.id(), Optional.of(kept));
    }

    void delete(KeptToken kept) {
        counts.put(kept.owner(), count(kept.owner()) - 1);
        tokens.put(kept.id(), Optional.empty());
    }

    void endOwner(Account owner) {
        endedOwners.add(owner.id());
        counts.put(Optional.of(owner.id()), 0);
    }
}

package dev.keyferry.server.usecase.token;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.server.usecase.port.Change.Names;
import java.util.Optional;

/** What a change of a token names; tokens themselves are few and looked up where needed. */
final class TokenNames {
    private TokenNames() {}

    static Names of(Optional<AccountId> owner) {
        return owner.map(Names::of).orElse(Names.NOTHING);
    }
}

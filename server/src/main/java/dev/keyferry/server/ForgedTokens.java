package dev.keyferry.server;

import dev.keyferry.server.domain.rights.TokenId;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns once of each token in the database that no server wrote as it is. Thread-safe. */
final class ForgedTokens implements Consumer<TokenId> {
    /** Tokens that are warned of; of further ones nothing is said. */
    static final int MAX_NAMED = 1_000;

    private static final Logger log = LoggerFactory.getLogger(ForgedTokens.class);

    private final Set<TokenId> named = new HashSet<>();

    @Override
    public void accept(TokenId id) {
        if (isNew(id)) {
            log.atWarn()
                    .addKeyValue("token", id)
                    .log(
                            "the database has a token that no server wrote, which is good for nothing");
        }
    }

    private synchronized boolean isNew(TokenId id) {
        return named.size() < MAX_NAMED && named.add(id);
    }
}

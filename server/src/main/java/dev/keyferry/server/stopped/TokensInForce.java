package dev.keyferry.server.stopped;

import dev.keyferry.server.domain.token.KeptToken;
import dev.keyferry.server.domain.token.Token;
import dev.keyferry.server.store.StoppedStore;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The API tokens of a store that no server has. */
public final class TokensInForce {
    private TokensInForce() {}

    /**
     * Those that are good, in the store's order; what stands for one that cannot be read is none.
     */
    public static List<Token> of(StoppedStore store, Instant now) {
        return store.tokens().stream()
                .flatMap(TokensInForce::legible)
                .filter(token -> token.status(now) == Token.Status.ACTIVE)
                .toList();
    }

    private static Stream<Token> legible(KeptToken kept) {
        return switch (kept) {
            case KeptToken.Legible legible -> Stream.of(legible.token());
            case KeptToken.Illegible _ -> Stream.empty();
        };
    }
}

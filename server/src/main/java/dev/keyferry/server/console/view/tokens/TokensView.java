package dev.keyferry.server.console.view.tokens;

import dev.keyferry.server.domain.token.Token;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The tokens of an account, or of the deployment.
 *
 * @param mayReadAll whether the caller may read those of the deployment
 * @param mayWrite whether the caller may make, roll and delete some of these
 * @param tokens empty where none may be shown, and {@code problem} tells why
 */
public record TokensView(
        TokenPlace place,
        boolean mayReadAll,
        boolean mayWrite,
        Optional<List<TokenLine>> tokens,
        String problem) {
    /** Those that the caller may read. */
    public static TokensView of(
            TokenPlace place,
            boolean mayReadAll,
            boolean mayWrite,
            List<Token> tokens,
            Instant now) {
        return new TokensView(
                place,
                mayReadAll,
                mayWrite,
                Optional.of(tokens.stream().map(t -> TokenLine.of(place, t, now)).toList()),
                "");
    }

    public static TokensView without(TokenPlace place, boolean mayReadAll, String problem) {
        return new TokensView(place, mayReadAll, false, Optional.empty(), problem);
    }
}

package dev.keyferry.server.console.view.tokens;

import dev.keyferry.server.domain.token.Token;

/**
 * A form that rolls a token or ends it.
 *
 * @param modified when the token was changed last; the form brings it back, so that nobody ends a
 *     value that they did not see
 */
public record TokenForm(TokenPlace place, String id, String name, String modified, String action) {
    public static final String ROLL = "roll";
    public static final String DELETE = "delete";

    /** The form for a token. */
    public static TokenForm of(TokenPlace place, Token token, String action) {
        return new TokenForm(
                place,
                token.id().value(),
                token.terms().name().value(),
                token.modifiedOn().toString(),
                action.equals(DELETE) ? DELETE : ROLL);
    }

    public boolean isDeletion() {
        return action.equals(DELETE);
    }
}

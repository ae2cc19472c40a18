package dev.keyferry.server.console.view.tokens;

import dev.keyferry.server.domain.token.Token;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A form that rolls a token or ends it.
 *
 * @param modified when the token was changed last; the form brings it back, so that nobody ends a
 *     value that they did not see
 */
public record TokenForm(TokenPlace place, String id, String name, String modified, Action action) {
    /** What can be done with a token. */
    public enum Action {
        ROLL("Roll", "Rolled"),
        DELETE("Delete", "Deleted");

        private final String word;
        private final String done;

        Action(String word, String done) {
            this.word = word;
            this.done = done;
        }

        public String word() {
            return word;
        }

        /** The word once it is done. */
        public String done() {
            return done;
        }

        /** As addresses and forms have it. */
        public String value() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Action> of(String value) {
            return Arrays.stream(values()).filter(a -> a.value().equals(value)).findFirst();
        }
    }

    /** The form for a token. */
    public static TokenForm of(TokenPlace place, Token token, Action action) {
        return new TokenForm(
                place,
                token.id().value(),
                token.terms().name().value(),
                token.modifiedOn().toString(),
                action);
    }

    public boolean isDeletion() {
        return action == Action.DELETE;
    }
}

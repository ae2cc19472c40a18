package dev.keyferry.server.console.view.tokens;

import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.domain.token.Token;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A form that makes a token.
 *
 * @param newest the id of the newest token; the form brings it back, so that nobody makes one
 *     beside another that they did not see
 * @param typed what stands in its fields
 * @param problem why the form that was sent was not followed
 */
public record NewTokenView(TokenPlace place, String newest, Typed typed, Optional<String> problem) {
    /** A permission to choose. */
    public record Choice(String id, String title, boolean isChosen) {}

    /**
     * What somebody typed and chose, whether or not it makes a token.
     *
     * @param permissions their ids
     */
    public record Typed(String name, List<String> permissions, String days) {
        /** In a form that nobody has filled in yet. */
        public static final Typed NOTHING = new Typed("", List.of(), "90");

        public Typed {
            permissions = List.copyOf(permissions);
        }
    }

    /**
     * The form as it is at a moment.
     *
     * @param tokens the oldest first
     */
    public static NewTokenView of(
            TokenPlace place, List<Token> tokens, Typed typed, Optional<String> problem) {
        String newest = tokens.isEmpty() ? "" : tokens.getLast().id().value();
        return new NewTokenView(place, newest, typed, problem);
    }

    /** Two names stand for one thing; people know one of them. */
    public List<Choice> permissions() {
        return Arrays.stream(Permission.values())
                .filter(p -> p != Permission.MAGIC_TRANSIT_READ)
                .filter(p -> p != Permission.MAGIC_TRANSIT_WRITE)
                .map(p -> new Choice(p.id(), p.title(), typed.permissions().contains(p.id())))
                .toList();
    }
}

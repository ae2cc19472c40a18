package dev.keyferry.server.console.view.tokens;

import dev.keyferry.server.console.view.Secret;
import dev.keyferry.server.usecase.token.IssuedToken;

/**
 * A token with its fresh value, the one time that it is shown.
 *
 * @param title what was done
 */
public record IssuedView(TokenPlace place, String title, String name, String id, Secret value) {
    public static IssuedView of(TokenPlace place, String title, IssuedToken issued) {
        return new IssuedView(
                place,
                title,
                issued.token().terms().name().value(),
                issued.token().id().value(),
                Secret.token(issued.value()));
    }
}

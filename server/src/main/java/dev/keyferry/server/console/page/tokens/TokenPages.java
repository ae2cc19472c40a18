package dev.keyferry.server.console.page.tokens;

import dev.keyferry.server.console.page.Page;
import dev.keyferry.server.console.view.Links;
import dev.keyferry.server.usecase.UseCases;
import java.time.InstantSource;
import java.util.Map;

/** Which page of tokens is where. */
public final class TokenPages {
    private TokenPages() {}

    public static Map<String, Page> of(UseCases useCases, InstantSource clock) {
        return Map.of(
                Links.TOKENS, new TokensPage(useCases, clock),
                Links.NEW_TOKEN, new NewTokenPage(useCases, clock),
                Links.CHANGE_TOKEN, new ChangeTokenPage(useCases));
    }
}

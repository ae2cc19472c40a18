package dev.keyferry.server.console.page.tokens;

import dev.keyferry.server.console.page.Asked;
import dev.keyferry.server.console.page.Page;
import dev.keyferry.server.console.view.Frame;
import dev.keyferry.server.console.view.tokens.TokenPlace;
import dev.keyferry.server.console.view.tokens.TokensView;
import dev.keyferry.server.http.request.Paging;
import dev.keyferry.server.usecase.ListAccounts;
import dev.keyferry.server.usecase.UseCases;
import dev.keyferry.server.usecase.token.ReadTokens;
import java.time.InstantSource;

/** {@code GET /tokens}: API tokens, and what each may do. Thread-safe. */
final class TokensPage implements Page {
    private static final int PER_PAGE = 50;

    private final ListAccounts listAccounts;
    private final ReadTokens readTokens;
    private final InstantSource clock;

    TokensPage(UseCases useCases, InstantSource clock) {
        this.listAccounts = useCases.listAccounts();
        this.readTokens = useCases.tokens().read();
        this.clock = clock;
    }

    @Override
    public String show(Asked asked) throws InterruptedException {
        TokenOwner owner = TokenOwner.of(asked, listAccounts);
        return TokenTemplates.tokens(
                asked.frame("Tokens", owner.place().choice().id(), Frame.Section.TOKENS),
                view(owner, asked.paging(PER_PAGE)));
    }

    private TokensView view(TokenOwner owner, Paging paging) throws InterruptedException {
        TokenPlace place = owner.place();
        if (!place.isKnown()) {
            return TokensView.without(place, owner.mayReadAll(), "Choose whose tokens to read.");
        }
        if (!owner.mayRead()) {
            return TokensView.without(
                    place, owner.mayReadAll(), "This token may not read these tokens.");
        }
        return TokensView.of(
                place,
                owner.mayReadAll(),
                owner.mayWrite(),
                readTokens.list(place.account()),
                paging,
                clock.instant());
    }
}

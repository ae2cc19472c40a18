package dev.keyferry.server.console.view.tokens;

import dev.keyferry.server.domain.token.Token;
import dev.keyferry.server.http.request.Paging;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The tokens of an account, or of the deployment, so many as fit on one page.
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
        Optional<String> former,
        Optional<String> next,
        String problem) {
    /**
     * Those that the caller may read.
     *
     * @param tokens all of them, the oldest first
     */
    public static TokensView of(
            TokenPlace place,
            boolean mayReadAll,
            boolean mayWrite,
            List<Token> tokens,
            Paging paging,
            Instant now) {
        int page = paging.page();
        boolean isLast = paging.first() + paging.perPage() >= tokens.size();
        return new TokensView(
                place,
                mayReadAll,
                mayWrite,
                Optional.of(
                        paging.of(tokens).stream().map(t -> TokenLine.of(place, t, now)).toList()),
                page > 1 ? Optional.of(place.pageLink(page - 1)) : Optional.empty(),
                isLast ? Optional.empty() : Optional.of(place.pageLink(page + 1)),
                "");
    }

    public static TokensView without(TokenPlace place, boolean mayReadAll, String problem) {
        return new TokensView(
                place,
                mayReadAll,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                problem);
    }
}

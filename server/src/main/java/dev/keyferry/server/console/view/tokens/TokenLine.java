package dev.keyferry.server.console.view.tokens;

import static java.util.stream.Collectors.joining;

import dev.keyferry.server.console.view.Mark;
import dev.keyferry.server.console.view.Moment;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.domain.rights.Policy;
import dev.keyferry.server.domain.rights.Scope;
import dev.keyferry.server.domain.token.Token;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A token as a line of a table, never with its value.
 *
 * @param policies what it may do, a sentence for each of the first
 * @param further how many more there are
 * @param roll leads to the form that gives it another value
 * @param delete leads to the form that ends it
 */
public record TokenLine(
        String name,
        String id,
        Mark state,
        List<String> policies,
        int further,
        Optional<Moment> until,
        Moment issued,
        String roll,
        String delete) {
    private static final int MAX_POLICIES = 3;
    private static final int MAX_SCOPES = 3;

    public TokenLine {
        policies = List.copyOf(policies);
    }

    static TokenLine of(TokenPlace place, Token token, Instant now) {
        String id = token.id().value();
        List<Policy> policies = token.terms().policies();
        return new TokenLine(
                token.terms().name().value(),
                id,
                mark(token.status(now)),
                policies.stream().limit(MAX_POLICIES).map(TokenLine::text).toList(),
                Math.max(0, policies.size() - MAX_POLICIES),
                token.terms().validity().expiresOn().map(end -> Moment.of(end, now)),
                Moment.of(token.issuedOn(), now),
                place.changeLink(id, TokenForm.Action.ROLL),
                place.changeLink(id, TokenForm.Action.DELETE));
    }

    private static Mark mark(Token.Status status) {
        return switch (status) {
            case ACTIVE -> new Mark("●", "active", "good");
            case DISABLED -> new Mark("–", "disabled", "none");
            case EXPIRED -> new Mark("✕", "expired", "bad");
        };
    }

    private static String text(Policy policy) {
        String effect =
                switch (policy.effect()) {
                    case ALLOW -> "";
                    case DENY -> "not: ";
                };
        String permissions =
                policy.permissions().stream().map(Permission::title).collect(joining(", "));
        return effect + permissions + " on " + scopes(policy);
    }

    private static String scopes(Policy policy) {
        String first =
                policy.scopes().stream()
                        .limit(MAX_SCOPES)
                        .map(TokenLine::text)
                        .collect(joining(", "));
        int more = policy.scopes().size() - MAX_SCOPES;
        return more > 0 ? first + " and " + more + " more" : first;
    }

    private static String text(Scope scope) {
        return switch (scope) {
            case Scope.AllAccounts _ -> "all accounts";
            case Scope.OneAccount one -> "account " + one.account();
            case Scope.OneTunnel one -> "tunnel " + one.tunnel();
        };
    }
}

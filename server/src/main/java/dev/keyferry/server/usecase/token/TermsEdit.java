package dev.keyferry.server.usecase.token;

import dev.keyferry.server.domain.rights.Policy;
import dev.keyferry.server.domain.token.SourceCondition;
import dev.keyferry.server.domain.token.Terms;
import dev.keyferry.server.domain.token.TokenName;
import dev.keyferry.server.domain.token.Validity;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What is to change of a token. What is empty stays as it is.
 *
 * @param validity gives the new one from the former
 */
public record TermsEdit(
        Optional<TokenName> name,
        Optional<Terms.State> state,
        Optional<List<Policy>> policies,
        Optional<SourceCondition> condition,
        UnaryOperator<Validity> validity) {
    Terms over(Terms before) {
        return new Terms(
                name.orElse(before.name()),
                state.orElse(before.state()),
                policies.orElse(before.policies()),
                condition.orElse(before.condition()),
                validity.apply(before.validity()));
    }
}

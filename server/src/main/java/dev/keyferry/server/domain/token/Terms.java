package dev.keyferry.server.domain.token;

import dev.keyferry.server.domain.rights.Policy;
import dev.keyferry.server.domain.rights.Rights;
import java.util.List;

/**
 * What somebody lays down of a token.
 *
 * @param policies 1 to {@value #MAX_POLICIES}, with at most {@value #MAX_SCOPES} scopes in all
 */
public record Terms(
        TokenName name,
        State state,
        List<Policy> policies,
        SourceCondition condition,
        Validity validity) {
    public static final int MAX_POLICIES = 50;

    public static final int MAX_SCOPES = 1_000;

    /** Whether a token was switched off. */
    public enum State {
        ACTIVE,
        DISABLED
    }

    public Terms {
        policies = List.copyOf(policies);
        if (policies.isEmpty() || policies.size() > MAX_POLICIES) {
            throw new IllegalArgumentException("a token has 1 to " + MAX_POLICIES + " policies");
        }
        if (policies.stream().mapToInt(policy -> policy.scopes().size()).sum() > MAX_SCOPES) {
            throw new IllegalArgumentException(
                    "a token has at most " + MAX_SCOPES + " resources in all its policies");
        }
    }

    public Rights rights() {
        return Rights.of(policies);
    }

    /**
     * True if a holder under these terms can do all that a holder under the others could, from
     * everywhere from where they could, and for as long.
     */
    public boolean cover(Terms others) {
        return validity.outlasts(others.validity)
                && condition.covers(others.condition)
                && rights().cover(others.rights());
    }
}

package dev.keyferry.server.domain.rights;

import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.Set;

/**
 * One statement of what a token may do, or may not whatever other policies say.
 *
 * @param permissions at least one, in the order of their names' declaration
 * @param scopes at least one, in the order in which they were given
 */
public record Policy(
        PolicyId id, Effect effect, Set<Permission> permissions, SequencedSet<Scope> scopes) {
    /** Whether the policy gives or takes. */
    public enum Effect {
        ALLOW,
        /** Wins over every policy that allows. */
        DENY
    }

    public Policy {
        if (permissions.isEmpty() || scopes.isEmpty()) {
            throw new IllegalArgumentException("a policy has a permission and a resource");
        }
        permissions = Collections.unmodifiableSet(EnumSet.copyOf(permissions));
        scopes = Collections.unmodifiableSequencedSet(new LinkedHashSet<>(scopes));
    }
}

package dev.keyferry.server.domain.rights;

import static java.util.stream.Collectors.joining;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * One statement of what a token may do, or may not whatever other policies say.
 *
 * @param permissions at least one, in the order of their declaration
 * @param scopes at least one, in the order in which they were given
 */
public record Policy(Effect effect, Set<Permission> permissions, Set<Scope> scopes) {
    private static final int ID_BYTES = 16;

    /** Whether the policy gives or takes. */
    public enum Effect {
        ALLOW,
        /** Wins over every policy that allows. */
        DENY
    }

    public Policy {
        if (permissions.isEmpty() || scopes.isEmpty()) {
            throw new IllegalArgumentException("a policy has a permission and a scope");
        }
        permissions = Collections.unmodifiableSet(EnumSet.copyOf(permissions));
        scopes = Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
    }

    /**
     * 32 lower-case hexadecimal digits that follow from what the policy says: it keeps its id when
     * a token is written again with the same one.
     */
    public String id() {
        String text =
                effect.name()
                        + permissions.stream().map(Permission::id).collect(joining(",", " ", " "))
                        + scopes.stream().map(Scope::text).sorted().collect(joining(","));
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

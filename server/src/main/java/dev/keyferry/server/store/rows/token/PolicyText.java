package dev.keyferry.server.store.rows.token;

import static java.util.stream.Collectors.joining;

import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.domain.rights.Policy;
import dev.keyferry.server.domain.rights.Policy.Effect;
import dev.keyferry.server.domain.rights.Scope;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A token's policies in one column, because they are read and written as a whole: a line each, of
 * the effect, the ids of the permissions and the scopes, such as {@code ALLOW
 * 11dfcb4b...,fe4c55a3... *}.
 */
final class PolicyText {
    private PolicyText() {}

    static String of(List<Policy> policies) {
        return policies.stream().map(PolicyText::of).collect(joining("\n"));
    }

    /**
     * Reads what {@link #of} gives.
     *
     * @throws IllegalArgumentException if it is something else: a right must not be guessed
     */
    static List<Policy> parse(String text) {
        return text.lines().map(PolicyText::policy).toList();
    }

    private static String of(Policy policy) {
        return policy.effect()
                + policy.permissions().stream().map(Permission::id).collect(joining(",", " ", " "))
                + policy.scopes().stream().map(Scope::text).collect(joining(","));
    }

    private static Policy policy(String line) {
        String[] parts = line.split(" ", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("a stored policy has not three parts");
        }
        return new Policy(
                Effect.valueOf(parts[0]),
                all(parts[1], PolicyText::permission),
                all(parts[2], Scope::parse));
    }

    private static <T> Set<T> all(String list, Function<String, T> parse) {
        Set<T> values = new LinkedHashSet<>();
        Arrays.stream(list.split(",", -1)).map(parse).forEach(values::add);
        return values;
    }

    private static Permission permission(String id) {
        return Permission.ofId(id)
                .orElseThrow(() -> new IllegalArgumentException("a stored permission is unknown"));
    }
}

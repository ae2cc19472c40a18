package dev.keyferry.server.domain.rights;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.TunnelId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a caller may do. What no policy allows is not allowed, and what one denies is not, whatever
 * others allow. Immutable.
 */
public final class Rights {
    /** Everything, everywhere. */
    public static final Rights ALL =
            new Rights(
                    Arrays.stream(Permission.values())
                            .collect(toMap(p -> p, _ -> Set.of(new Scope.AllAccounts()))),
                    Map.of());

    /** Nothing. */
    public static final Rights NONE = of(List.of());

    private final Map<Permission, Set<Scope>> allowed;
    private final Map<Permission, Set<Scope>> denied;

    // By each scope around a denied one, so that a comparison of two long lists stays short.
    private final Map<Permission, Map<Scope, Set<Scope>>> deniedWithin =
            new EnumMap<>(Permission.class);

    private Rights(Map<Permission, Set<Scope>> allowed, Map<Permission, Set<Scope>> denied) {
        this.allowed = allowed;
        this.denied = denied;
        denied.forEach((permission, scopes) -> deniedWithin.put(permission, byEnclosing(scopes)));
    }

    public static Rights of(List<Policy> policies) {
        Map<Permission, Set<Scope>> allowed = new EnumMap<>(Permission.class);
        Map<Permission, Set<Scope>> denied = new EnumMap<>(Permission.class);
        for (Policy policy : policies) {
            for (Permission named : policy.permissions()) {
                switch (policy.effect()) {
                    case ALLOW -> add(allowed, named.allowed(), policy.scopes());
                    case DENY -> add(denied, named.denied(), policy.scopes());
                }
            }
        }
        return new Rights(allowed, denied);
    }

    /** True for all accounts, those to come as well, without any exception. */
    public boolean allowEverywhere(Permission permission) {
        return allowWhole(permission, new Scope.AllAccounts());
    }

    /** True if there is anything at all for which it is allowed. */
    public boolean allowAnywhere(Permission permission) {
        return allowPart(permission, new Scope.AllAccounts());
    }

    /** True for the account as a whole: itself and all its tunnels, without any exception. */
    public boolean allow(Permission permission, AccountId account) {
        return allowWhole(permission, new Scope.OneAccount(account));
    }

    /** True for the account, or for one at least of the tunnels that it may have. */
    public boolean allowWithin(Permission permission, AccountId account) {
        return allowPart(permission, new Scope.OneAccount(account));
    }

    public boolean allow(Permission permission, AccountId account, TunnelId tunnel) {
        Scope scope = new Scope.OneTunnel(account, tunnel);
        return isAny(allowed, permission, scope) && !isDenied(permission, scope);
    }

    /**
     * The single tunnels of the account on which alone it may be allowed; empty where it is allowed
     * on the account, whatever of that is denied.
     */
    public Optional<Set<TunnelId>> singleTunnels(Permission permission, AccountId account) {
        if (isAny(allowed, permission, new Scope.OneAccount(account))) {
            return Optional.empty();
        }
        return Optional.of(
                scopes(allowed, permission).stream()
                        .filter(new Scope.OneAccount(account)::covers)
                        .map(scope -> ((Scope.OneTunnel) scope).tunnel())
                        .collect(toSet()));
    }

    /** True if these rights allow everything that the others do. */
    public boolean cover(Rights others) {
        return others.allowed.entrySet().stream()
                .allMatch(entry ->
                        entry.getValue().stream()
                                .allMatch(scope -> cover(others, entry.getKey(), scope)));
    }

    /** Of what the others allow in the scope, all must be allowed here and no part denied. */
    private boolean cover(Rights others, Permission permission, Scope scope) {
        if (others.isDenied(permission, scope)) {
            return true;
        }
        return isAny(allowed, permission, scope)
                && !isDenied(permission, scope)
                && deniedWithin(permission, scope).stream()
                        .allMatch(taken -> others.isDenied(permission, taken));
    }

    private boolean allowWhole(Permission permission, Scope scope) {
        return isAny(allowed, permission, scope)
                && !isDenied(permission, scope)
                && deniedWithin(permission, scope).isEmpty();
    }

    private boolean allowPart(Permission permission, Scope scope) {
        return scopes(allowed, permission).stream()
                .filter(scope::overlaps)
                .map(given -> scope.covers(given) ? given : scope)
                .anyMatch(given -> !isDenied(permission, given));
    }

    private boolean isDenied(Permission permission, Scope scope) {
        return isAny(denied, permission, scope);
    }

    private Set<Scope> deniedWithin(Permission permission, Scope scope) {
        return deniedWithin
                .getOrDefault(permission.primary(), Map.of())
                .getOrDefault(scope, Set.of());
    }

    private static Map<Scope, Set<Scope>> byEnclosing(Set<Scope> scopes) {
        Map<Scope, Set<Scope>> within = new HashMap<>();
        for (Scope scope : scopes) {
            for (Scope around : scope.enclosing()) {
                within.computeIfAbsent(around, _ -> new HashSet<>()).add(scope);
            }
        }
        return within;
    }

    // Does not walk the set: a bulk call asks for each of its entries.
    private static boolean isAny(
            Map<Permission, Set<Scope>> sets, Permission permission, Scope scope) {
        Set<Scope> scopes = scopes(sets, permission);
        return scope.enclosing().stream().anyMatch(scopes::contains);
    }

    private static Set<Scope> scopes(Map<Permission, Set<Scope>> sets, Permission permission) {
        return sets.getOrDefault(permission.primary(), Set.of());
    }

    private static void add(
            Map<Permission, Set<Scope>> sets, Set<Permission> permissions, Set<Scope> scopes) {
        permissions.forEach(p -> sets.computeIfAbsent(p, _ -> new HashSet<>()).addAll(scopes));
    }
}

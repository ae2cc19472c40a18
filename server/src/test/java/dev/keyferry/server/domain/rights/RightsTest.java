package dev.keyferry.server.domain.rights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.domain.rights.Policy.Effect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RightsTest {
    private static final AccountId A = new AccountId("a".repeat(32));
    private static final AccountId B = new AccountId("b".repeat(32));
    private static final TunnelId T = new TunnelId("1".repeat(32));
    private static final TunnelId U = new TunnelId("2".repeat(32));
    private static final Map<String, Scope> SCOPES = scopes();

    /**
     * In {@code policies}, {@code +} allows and {@code -} denies Magic WAN Write; {@code *} is
     * everything, {@code A} an account, {@code A/T} a tunnel.
     */
    @ParameterizedTest
    @CsvSource({
        // policies, everywhere, anywhere, whole A, part of A, A/T, A/U, B
        "'', no, no, no, no, no, no, no",
        "+*, yes, yes, yes, yes, yes, yes, yes",
        "+A, no, yes, yes, yes, yes, yes, no",
        "+A/T, no, yes, no, yes, yes, no, no",
        "+B, no, yes, no, no, no, no, yes",
        "-A, no, no, no, no, no, no, no",
        "+* -A, no, yes, no, no, no, no, yes",
        "-A +*, no, yes, no, no, no, no, yes",
        "+* -A/T, no, yes, no, yes, no, yes, yes",
        "+A -A, no, no, no, no, no, no, no",
        "+A -*, no, no, no, no, no, no, no",
        "+A -A/T, no, yes, no, yes, no, yes, no",
        "+A/T -A/T, no, no, no, no, no, no, no",
        "+A/T -A, no, no, no, no, no, no, no",
        "+A/T +A/U, no, yes, no, yes, yes, yes, no",
        "+A/T -B, no, yes, no, yes, yes, no, no",
    })
    void allowsWhatIsAllowedAndNotDenied(
            String policies,
            String everywhere,
            String anywhere,
            String whole,
            String part,
            String tunnel,
            String other,
            String foreign) {
        Rights rights = rights(policies);
        Permission write = Permission.MAGIC_WAN_WRITE;
        assertThat(
                        List.of(
                                rights.allowEverywhere(write),
                                rights.allowAnywhere(write),
                                rights.allow(write, A),
                                rights.allowWithin(write, A),
                                rights.allow(write, A, T),
                                rights.allow(write, A, U),
                                rights.allow(write, B)))
                .isEqualTo(
                        List.of(everywhere, anywhere, whole, part, tunnel, other, foreign).stream()
                                .map("yes"::equals)
                                .toList());
    }

    @ParameterizedTest
    @CsvSource({
        // the one, the other, does the one cover it
        "+*, +A -A/T, yes",
        "+A, +A, yes",
        "+A, +A/T, yes",
        "+A, '', yes",
        "'', '', yes",
        "'', -A, yes",
        "+A, +B, no",
        "+A, +*, no",
        "+A/T, +A, no",
        "+A/T, +A/U, no",
        "+A +B, +*, no",
        // What is denied here must be denied there as well.
        "+A -A/T, +A, no",
        "+A -A/T, +A/T, no",
        "+A -A/T, +A/U, yes",
        "+A -A/T, +A -A/T, yes",
        "+A -A/T, +A -A/T -A/U, yes",
        "+A -A/T, +A -A/U, no",
        "+A -A/T, +A -A, yes",
        "+* -A, +B, yes",
        "+* -A, +*, no",
        "+* -A, +* -A, yes",
        "+* -A, +* -A/T, no",
        "+* -A, +A/T, no",
        "+* -A/T, +A, no",
        "+A -A, +A/T, no",
        "+A -B, +A, yes",
    })
    void coversWhatItAllowsItself(String own, String others, String covered) {
        assertThat(rights(own).cover(rights(others))).isEqualTo(covered.equals("yes"));
    }

    @ParameterizedTest
    @EnumSource
    void theAdministratorHasEveryPermissionEverywhere(Permission permission) {
        assertThat(Rights.ALL.allowEverywhere(permission)).isTrue();
        assertThat(Rights.ALL.allow(permission, A, T)).isTrue();
        assertThat(Rights.of(List.of()).allowAnywhere(permission)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void aPermissionCoversItselfAndTheRightsOfTheAdministratorCoverIt(Permission permission) {
        Rights own = rights(Effect.ALLOW, permission);
        assertThat(own.allow(permission, A)).isTrue();
        assertThat(own.cover(own)).isTrue();
        assertThat(Rights.ALL.cover(own)).isTrue();
        assertThat(own.cover(Rights.ALL)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "MAGIC_WAN_READ, MAGIC_WAN_READ MAGIC_TRANSIT_READ",
        "MAGIC_TRANSIT_READ, MAGIC_WAN_READ MAGIC_TRANSIT_READ",
        "MAGIC_WAN_WRITE, MAGIC_WAN_READ MAGIC_TRANSIT_READ MAGIC_WAN_WRITE MAGIC_TRANSIT_WRITE"
                + " PSK_SET PSK_GENERATE",
        "MAGIC_TRANSIT_WRITE, MAGIC_WAN_READ MAGIC_TRANSIT_READ MAGIC_WAN_WRITE"
                + " MAGIC_TRANSIT_WRITE PSK_SET PSK_GENERATE",
        "ACCOUNT_SETTINGS_READ, ACCOUNT_SETTINGS_READ",
        "ACCOUNT_SETTINGS_WRITE, ACCOUNT_SETTINGS_READ ACCOUNT_SETTINGS_WRITE",
        "API_TOKENS_READ, API_TOKENS_READ",
        "API_TOKENS_WRITE, API_TOKENS_READ API_TOKENS_WRITE",
        "ACCOUNT_API_TOKENS_READ, ACCOUNT_API_TOKENS_READ",
        "ACCOUNT_API_TOKENS_WRITE, ACCOUNT_API_TOKENS_READ ACCOUNT_API_TOKENS_WRITE",
        "PSK_SET, PSK_SET",
        "PSK_GENERATE, PSK_GENERATE",
        "AUDIT_READ, AUDIT_READ",
        "OPERATOR, OPERATOR",
    })
    void aPermissionAllowsThisAndNothingElse(Permission permission, String allowed) {
        assertThat(allowedTo(rights(Effect.ALLOW, permission))).isEqualTo(permissions(allowed));
    }

    @ParameterizedTest
    @CsvSource({
        "MAGIC_WAN_READ, ''",
        "MAGIC_TRANSIT_READ, ''",
        "MAGIC_WAN_WRITE, MAGIC_WAN_READ MAGIC_TRANSIT_READ",
        "MAGIC_TRANSIT_WRITE, MAGIC_WAN_READ MAGIC_TRANSIT_READ",
        "PSK_SET, MAGIC_WAN_READ MAGIC_TRANSIT_READ MAGIC_WAN_WRITE MAGIC_TRANSIT_WRITE"
                + " PSK_GENERATE",
    })
    void aDenialTakesThisFromOneWhoMayWrite(Permission denied, String left) {
        Rights rights =
                Rights.of(
                        List.of(
                                policy(Effect.ALLOW, Permission.MAGIC_WAN_WRITE),
                                policy(Effect.DENY, denied)));
        assertThat(allowedTo(rights)).isEqualTo(permissions(left));
    }

    @Test
    void permissionsHaveIdsAndTitlesOfTheirOwn() {
        assertThat(Permission.values())
                .extracting(Permission::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[0-9a-f]{32}"));
        assertThat(Permission.values()).extracting(Permission::title).doesNotHaveDuplicates();
        for (Permission permission : Permission.values()) {
            assertThat(Permission.ofId(permission.id())).contains(permission);
        }
        assertThat(Permission.ofId("0".repeat(32))).isEmpty();
    }

    private static Rights rights(String policies) {
        List<Policy> all = new ArrayList<>();
        for (String policy : policies.isEmpty() ? new String[0] : policies.split(" ", -1)) {
            Effect effect = policy.startsWith("+") ? Effect.ALLOW : Effect.DENY;
            Scope scope = SCOPES.get(policy.substring(1));
            all.add(new Policy(effect, Set.of(Permission.MAGIC_WAN_WRITE), Set.of(scope)));
        }
        return Rights.of(all);
    }

    private static Rights rights(Effect effect, Permission permission) {
        return Rights.of(List.of(policy(effect, permission)));
    }

    private static Policy policy(Effect effect, Permission permission) {
        return new Policy(effect, Set.of(permission), Set.of(new Scope.OneAccount(A)));
    }

    private static List<Permission> allowedTo(Rights rights) {
        return Arrays.stream(Permission.values()).filter(p -> rights.allow(p, A)).toList();
    }

    private static List<Permission> permissions(String names) {
        return Arrays.stream(names.split(" ", -1))
                .filter(name -> !name.isEmpty())
                .map(Permission::valueOf)
                .sorted()
                .toList();
    }

    private static Map<String, Scope> scopes() {
        Map<String, Scope> scopes = new HashMap<>();
        scopes.put("*", new Scope.AllAccounts());
        scopes.put("A", new Scope.OneAccount(A));
        scopes.put("B", new Scope.OneAccount(B));
        scopes.put("A/T", new Scope.OneTunnel(A, T));
        scopes.put("A/U", new Scope.OneTunnel(A, U));
        return scopes;
    }
}

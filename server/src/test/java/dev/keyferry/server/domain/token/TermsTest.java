package dev.keyferry.server.domain.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.domain.rights.Policy;
import dev.keyferry.server.domain.rights.Policy.Effect;
import dev.keyferry.server.domain.rights.Scope;
import dev.keyferry.server.domain.rights.TokenId;
import dev.keyferry.server.domain.token.Terms.State;
import dev.keyferry.server.domain.token.Token.Status;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermsTest {
    private static final AccountId ACCOUNT = new AccountId("a".repeat(32));
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void aTokenHasABoundedNumberOfPolicies() {
        Policy policy = policy(1);
        assertThat(terms(Collections.nCopies(Terms.MAX_POLICIES, policy)).policies())
                .hasSize(Terms.MAX_POLICIES);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> terms(Collections.nCopies(Terms.MAX_POLICIES + 1, policy)));
        assertThatIllegalArgumentException().isThrownBy(() -> terms(List.of()));
    }

    @Test
    void allItsPoliciesHaveABoundedNumberOfScopes() {
        int half = Terms.MAX_SCOPES / 2;
        assertThat(terms(List.of(policy(half), policy(half))).policies()).hasSize(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> terms(List.of(policy(half), policy(half + 1))));
    }

    @Test
    void aPolicysIdFollowsFromWhatItSays() {
        Scope one = new Scope.OneAccount(ACCOUNT);
        Scope all = new Scope.AllAccounts();
        Policy policy = new Policy(Effect.ALLOW, Set.of(Permission.PSK_SET), Set.of(one));
        assertThat(policy.id()).matches("[0-9a-f]{32}");
        assertThat(new Policy(Effect.ALLOW, Set.of(Permission.PSK_SET), Set.of(one)).id())
                .isEqualTo(policy.id());
        assertThat(
                        List.of(
                                policy.id(),
                                new Policy(Effect.DENY, policy.permissions(), policy.scopes()).id(),
                                new Policy(
                                                Effect.ALLOW,
                                                Set.of(Permission.PSK_GENERATE),
                                                policy.scopes())
                                        .id(),
                                new Policy(Effect.ALLOW, policy.permissions(), Set.of(all)).id()))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "ACTIVE, , , ACTIVE, true",
        "DISABLED, , , DISABLED, false",
        "ACTIVE, 2026-11-23T12:00:00Z, , ACTIVE, true",
        "ACTIVE, 2026-11-23T12:00:01Z, , ACTIVE, false",
        "ACTIVE, , 2026-11-23T12:00:01Z, ACTIVE, true",
        "ACTIVE, , 2026-11-23T12:00:00Z, EXPIRED, false",
        "DISABLED, , 2026-11-23T11:00:00Z, EXPIRED, false",
    })
    void isGoodWithinItsTimesUnlessItIsDisabled(
            State state, Instant notBefore, Instant expiresOn, Status status, boolean isGood) {
        Validity validity =
                new Validity(Optional.ofNullable(notBefore), Optional.ofNullable(expiresOn));
        Terms terms =
                new Terms(
                        new TokenName("t"),
                        state,
                        List.of(policy(1)),
                        SourceCondition.ANYWHERE,
                        validity);
        Token token =
                new Token(
                        new TokenId("0".repeat(32)),
                        Optional.empty(),
                        Bytes.copyOf(new byte[32]),
                        terms,
                        NOON,
                        NOON);
        assertThat(token.status(NOON)).isEqualTo(status);
        assertThat(token.isGood(NOON)).isEqualTo(isGood);
    }

    @Test
    void aValueIsRandomRecognizableAndNeverPrinted() {
        SecureRandom random = new SecureRandom();
        TokenValue value = TokenValue.random(random);
        assertThat(value.reveal()).matches("kf_[A-Za-z0-9_-]{43}");
        assertThat(value.reveal()).isNotEqualTo(TokenValue.random(random).reveal());
        assertThat(value).hasToString("TokenValue(redacted)");
        assertThat(TokenValue.sent(value.reveal()).hash()).isEqualTo(value.hash());
    }

    private static Terms terms(List<Policy> policies) {
        return new Terms(
                new TokenName("t"),
                State.ACTIVE,
                policies,
                SourceCondition.ANYWHERE,
                Validity.ALWAYS);
    }

    private static Policy policy(int scopes) {
        Set<Scope> tunnels = new LinkedHashSet<>();
        IntStream.range(0, scopes)
                .mapToObj(i -> new TunnelId("%032x".formatted(i)))
                .forEach(tunnel -> tunnels.add(new Scope.OneTunnel(ACCOUNT, tunnel)));
        return new Policy(Effect.ALLOW, Set.of(Permission.PSK_SET), tunnels);
    }
}

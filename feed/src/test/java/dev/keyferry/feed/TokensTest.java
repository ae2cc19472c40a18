package dev.keyferry.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.evidence.Hint;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Tokens stand in answers, scripts and documents: they never change. */
class TokensTest {
    @Test
    void conditionsHaveTheirTokens() {
        assertThat(GatewayCondition.Kind.values())
                .extracting(GatewayCondition.Kind::token)
                .containsExactly(
                        "serving",
                        "loading",
                        "charon-down",
                        "unsafe-connection",
                        "socket-refused",
                        "history-refused",
                        "cache-failed",
                        "lease-over");
    }

    @Test
    void exceptionsHaveTheirTokens() {
        assertThat(TunnelException.Kind.values())
                .extracting(TunnelException.Kind::token)
                .containsExactly(
                        "reserved-identity", "not-authentic", "identity-taken", "charon-refused");
    }

    @Test
    void hintsHaveTheirTokens() {
        assertThat(Hint.values())
                .extracting(Hint::token)
                .containsExactly(
                        "down-without-up",
                        "no-connection",
                        "up-and-gone",
                        "key-not-loaded",
                        "unknown-identity",
                        "further-identities");
    }

    @Test
    void callsWaitForWhatMayPassAndForNothingElse() {
        assertThat(Arrays.stream(GatewayCondition.Kind.values()).filter(kind -> !kind.isStanding()))
                .containsExactly(
                        GatewayCondition.Kind.SERVING,
                        GatewayCondition.Kind.LOADING,
                        GatewayCondition.Kind.CHARON_DOWN,
                        GatewayCondition.Kind.LEASE_OVER);
    }
}

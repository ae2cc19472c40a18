package dev.keyferry.feed.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.feed.codec.MalformedFeed;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolTest {
    @Test
    void callsHaveTheirPaths() {
        assertThat(GatewayCall.values())
                .extracting(GatewayCall::path)
                .containsExactly(
                        "/keyferry/gateway/v1/enrol",
                        "/keyferry/gateway/v1/poll",
                        "/keyferry/gateway/v1/report",
                        "/keyferry/gateway/v1/evidence",
                        "/keyferry/gateway/v1/reseal",
                        "/keyferry/gateway/v1/reauth",
                        "/keyferry/gateway/v1/reauth-outcome",
                        "/keyferry/gateway/v1/audit-head");
    }

    @Test
    void ownNumberIsSpokenAndOthersTellWhichSideIsOlder() {
        assertThat(Protocol.judge("1")).isEqualTo(Protocol.Match.SPOKEN);
        assertThat(Protocol.judge("2")).isEqualTo(Protocol.Match.PEER_TOO_NEW);
        assertThat(Protocol.judge("999999")).isEqualTo(Protocol.Match.PEER_TOO_NEW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "01", "-1", "1.0", "1 ", "1,1", "1000000", "x", "\u0661"})
    void whatIsNoNumberIsForeign(String value) {
        assertThat(Protocol.judge(value)).isEqualTo(Protocol.Match.FOREIGN);
    }

    @ParameterizedTest
    @EnumSource
    void problemComesBackAsItWas(Problem.Kind kind) {
        var problem = new Problem(kind, "update the \"server\"");

        assertThat(Problem.decode(problem.encode())).isEqualTo(problem);
    }

    @Test
    void problemHasItsForm() {
        assertThat(new Problem(Problem.Kind.EDGE_KEY_REFUSED, "no").encode())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("{\"problem\":\"edge-key-refused\",\"message\":\"no\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "{}", "{\"problem\":\"other\",\"message\":\"no\"}"})
    void otherAnswersAreNoProblems(String body) {
        assertThatThrownBy(() -> Problem.decode(body.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedFeed.class);
    }
}

package dev.keyferry.server.http.request.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.server.domain.token.Terms;
import dev.keyferry.server.http.request.Bodies;
import org.junit.jupiter.api.Test;

class TokenBodyTest {
    @Test
    void updateMayRepeatThatATokenIsOver() {
        assertThat(TokenBody.update(Bodies.of("{\"status\":\"expired\"}")).state()).isEmpty();
        assertThat(TokenBody.update(Bodies.of("{\"status\":\"disabled\"}")).state())
                .contains(Terms.State.DISABLED);
        Bodies.assertRefused(TokenBody::update, "{\"status\":\"over\"}", "/status");
    }
}

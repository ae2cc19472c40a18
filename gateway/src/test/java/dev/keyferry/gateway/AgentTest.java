package dev.keyferry.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyferry.feed.GatewayCondition.Assurance;
import dev.keyferry.feed.GatewayCondition.Kind;
import dev.keyferry.feed.TunnelRecord;
import dev.keyferry.lab.LabTunnel;
import dev.keyferry.lab.Router;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The agent beside a real charon. */
final class AgentTest {
    private static final TestTunnel TUNNEL = TestTunnel.of(1);

    private GatewayLab lab;

    @BeforeEach
    void open() {
        lab = new GatewayLab();
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void keyIsConfirmedOnceTheRouterCanComeUpWithIt() {
        Router router = lab.stockRouter("router");
        LabTunnel tunnel = lab.keyIdTunnel(router, TUNNEL);
        router.load(tunnel, GatewayLab.bytes("the first key"));
        lab.startAgent();

        TunnelRecord record = lab.setKey(TUNNEL, 1, "the first key");
        lab.awaitCovered(record);

        assertThat(router.initiate(tunnel, GatewayLab.SOON).isUp()).isTrue();
        await().until(() -> lab.feed.condition().filter(Kind.SERVING::equals).isPresent());
        assertThat(lab.feed.lastReport().orElseThrow().condition().assurance())
                .isEqualTo(Assurance.ASSURED);
        assertThat(lab.gateway.charon().client().secretIds()).containsExactly(lab.secretId(TUNNEL));
    }
}

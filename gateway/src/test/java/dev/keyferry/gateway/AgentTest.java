package dev.keyferry.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyferry.feed.GatewayCondition.Assurance;
import dev.keyferry.feed.GatewayCondition.Kind;
import dev.keyferry.feed.TunnelException;
import dev.keyferry.feed.record.TunnelRecord;
import dev.keyferry.gateway.desired.SmallDisk;
import dev.keyferry.gateway.parts.TestEdge;
import dev.keyferry.gateway.parts.TestTunnel;
import dev.keyferry.lab.LabTunnel;
import dev.keyferry.lab.Router;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    @Test
    void fullDiskKeepsNewKeysOutAndOldOnesIn() throws Exception {
        TestTunnel other = TestTunnel.of(2);
        try (SmallDisk disk = SmallDisk.mount(64)) {
            Path filler = disk.path().resolve("filler");
            lab.caching(disk.path().resolve("cache")).startAgent();
            lab.awaitCovered(lab.setKey(TUNNEL, 1, "the first key"));
            disk.fill(filler);
            List<TunnelRecord> more = lab.setKeys(2, 60, 1);

            lab.awaitCondition(Kind.CACHE_FAILED);
            assertThat(lab.secretIds()).containsExactly(lab.secretId(TUNNEL));
            assertThat(lab.feed.covers(more.getFirst())).isFalse();

            Files.delete(filler);

            more.forEach(lab::awaitCovered);
            assertThat(lab.secretIds()).contains(lab.secretId(TUNNEL), lab.secretId(other));
            lab.awaitCondition(Kind.SERVING);
            lab.stopAgent();
        }
    }

    @Test
    void recordThatCannotBeOpenedIsAnExceptionAndHoldsUpNoOther() {
        lab.startAgent();
        TunnelRecord good = lab.setKey(TUNNEL, 1, "the first key");
        lab.awaitCovered(good);
        TestEdge stranger = new TestEdge();
        TunnelRecord forged =
                lab.feed.put(stranger, revision -> stranger.key(revision, TUNNEL, 2, "not ours"));
        TunnelRecord next = lab.setKey(TestTunnel.of(2), 1, "a key like others");

        lab.awaitCovered(next);
        lab.awaitCovered(forged);

        TunnelException exception = lab.feed.lastReport().orElseThrow().exceptions().getFirst();
        assertThat(exception.kind()).isEqualTo(TunnelException.Kind.NOT_AUTHENTIC);
        assertThat(exception.version().value()).isEqualTo(2);
        assertThat(lab.secretIds())
                .containsExactlyInAnyOrder(lab.secretId(TUNNEL), lab.secretId(TestTunnel.of(2)));
    }
}

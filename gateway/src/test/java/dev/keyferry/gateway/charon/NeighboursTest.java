package dev.keyferry.gateway.charon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.GatewayCondition.Assurance;
import dev.keyferry.feed.id.DeploymentId;
import dev.keyferry.feed.record.TunnelRecord;
import dev.keyferry.gateway.GatewayLab;
import dev.keyferry.gateway.parts.MemoryFeed;
import dev.keyferry.gateway.parts.TestEdge;
import dev.keyferry.gateway.parts.TestTunnel;
import dev.keyferry.vici.ViciMessage;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents of two deployments beside one charon. */
final class NeighboursTest {
    private static final DeploymentId NEIGHBOUR = new DeploymentId("wxyz9876");
    private static final TestTunnel OURS = TestTunnel.of(1);
    private static final TestTunnel THEIRS = new TestTunnel(2, 2);
    private static final String THEIR_SECRET = "kf/" + NEIGHBOUR + "/" + THEIRS.id();

    private final TestEdge theirEdge = new TestEdge();
    private final MemoryFeed theirFeed = new MemoryFeed();
    private GatewayLab lab;
    private TunnelRecord ours;
    private TunnelRecord theirs;

    @BeforeEach
    void startBoth(@TempDir Path theirCache) {
        lab = new GatewayLab();
        lab.startAgent();
        lab.startNeighbour(NEIGHBOUR, theirEdge, theirFeed, theirCache);
        ours = lab.setKey(OURS, 1, "a key of ours");
        theirs = theirFeed.put(theirEdge, r -> theirEdge.key(r, THEIRS, 1, "a key of theirs"));
        awaitBoth();
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void neitherIsAssuredOfIsolationAndBothServe() {
        lab.awaitTrue(() -> lab.condition().assurance() == Assurance.NOT_ASSURED);
        lab.awaitTrue(() ->
                theirFeed.lastReport().orElseThrow().condition().assurance()
                        == Assurance.NOT_ASSURED);
        assertThat(lab.feed.covers(ours)).isTrue();
        assertThat(theirFeed.covers(theirs)).isTrue();
    }

    @Test
    void removedKeyOfOneLeavesThatOfTheOther() {
        lab.awaitCovered(lab.remove(OURS, 2));

        assertThat(lab.secretIds()).containsExactly(THEIR_SECRET);
        lab.awaitTrue(() -> lab.condition().assurance() == Assurance.NOT_ASSURED);
    }

    @Test
    void bothComeBackAfterCharonWasKilledAndAfterAWipe() {
        lab.gateway.charon().kill();
        lab.gateway.charon().start();
        awaitBoth();

        lab.vici("clear-creds", ViciMessage.EMPTY);
        awaitBoth();
    }

    private void awaitBoth() {
        lab.awaitTrue(() ->
                lab.feed.coversHead() && theirFeed.coversHead() && lab.secretIds().size() == 2);
        assertThat(lab.secretIds()).containsExactlyInAnyOrder(lab.secretId(OURS), THEIR_SECRET);
    }
}

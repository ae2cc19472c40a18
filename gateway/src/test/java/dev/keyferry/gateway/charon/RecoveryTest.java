package dev.keyferry.gateway.charon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.GatewayCondition.Kind;
import dev.keyferry.feed.record.TunnelRecord;
import dev.keyferry.gateway.GatewayLab;
import dev.keyferry.gateway.parts.Paces;
import dev.keyferry.gateway.parts.TestEdge;
import dev.keyferry.gateway.parts.TestTunnel;
import dev.keyferry.lab.LabTunnel;
import dev.keyferry.lab.Router;
import dev.keyferry.lab.charon.IkeId;
import dev.keyferry.vici.ViciMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules 5 and 6, and that keys come back by themselves. */
final class RecoveryTest {
    private static final TestTunnel TUNNEL = TestTunnel.of(1);
    private static final String FIRST = "the first key of the tunnel";
    private static final String SECOND = "the second key of the tunnel";
    private static final String THIRD = "the third key of the tunnel";

    private GatewayLab lab;
    private Router router;
    private LabTunnel tunnel;

    @BeforeEach
    void open() {
        lab = new GatewayLab();
        router = lab.stockRouter("router");
        tunnel = lab.keyIdTunnel(router, TUNNEL);
        router.load(tunnel, GatewayLab.bytes(FIRST));
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void keysComeBackAfterAnOperatorsLoadAll(@TempDir Path files) throws Exception {
        Files.writeString(
                files.resolve("swanctl.conf"),
                """
                connections {
                  router {
                    version = 2
                    proposals = aes128-sha256-x25519
                    local { auth = psk
                      id = gw.example }
                    remote { auth = psk
                      id = keyid:%s }
                  }
                }
                """
                        .formatted(TUNNEL.identities().keyId()));
        lab.startAgent();
        TunnelRecord record = lab.setKey(TUNNEL, 1, FIRST);
        lab.awaitCovered(record);

        assertThat(lab.gateway.charon().swanctl(files, "--load-all").isSuccess()).isTrue();

        lab.awaitTrue(() -> lab.secretIds().size() == 1);
        assertThat(router.initiate(tunnel, GatewayLab.SOON).isUp()).isTrue();
        lab.awaitCovered(record);
    }

    @Test
    void keysComeBackAfterSomebodyClearedThem() {
        lab.startAgent();
        TunnelRecord record = lab.setKey(TUNNEL, 1, FIRST);
        lab.awaitCovered(record);

        lab.vici("clear-creds", ViciMessage.EMPTY);

        lab.awaitTrue(() -> lab.secretIds().size() == 1);
        lab.awaitCovered(record);
        assertThat(router.initiate(tunnel, GatewayLab.SOON).isUp()).isTrue();
    }

    @Test
    void keyThatSomebodyElseWroteIsWrittenAgain() {
        TestTunnel other = TestTunnel.of(2);
        lab.startAgent();
        TunnelRecord record = lab.setKey(TUNNEL, 1, FIRST);
        lab.awaitCovered(record);
        lab.awaitCovered(lab.setKey(other, 1, "of another tunnel"));
        lab.gateway
                .charon()
                .client()
                .loadSecret(
                        lab.secretId(TUNNEL),
                        GatewayLab.bytes("a key of nobody knows whom"),
                        List.of(IkeId.keyId(TUNNEL.identities().keyId())));

        lab.awaitTrue(() -> router.initiate(tunnel, GatewayLab.SOON).isUp());
    }

    @Test
    void keysComeBackAfterCharonWasKilled() {
        lab.startAgent();
        TunnelRecord record = lab.setKey(TUNNEL, 1, FIRST);
        lab.awaitCovered(record);

        lab.gateway.charon().kill();
        lab.awaitCondition(Kind.CHARON_DOWN);
        assertThat(lab.feed.covers(record)).isFalse();
        lab.gateway.charon().start();
        lab.gateway.load(tunnel);

        lab.awaitCovered(record);
        assertThat(router.initiate(tunnel, GatewayLab.SOON).isUp()).isTrue();
    }

    @Test
    void keysAreLoadedFromTheCacheWithoutAControlPlane() {
        lab.startAgent();
        lab.awaitCovered(lab.setKey(TUNNEL, 1, FIRST));
        lab.stopAgent();
        lab.gateway.charon().restart();
        lab.gateway.load(tunnel);
        lab.feed.setAway(true);

        lab.startAgent();

        lab.awaitTrue(() -> lab.secretIds().size() == 1);
        assertThat(router.initiate(tunnel, GatewayLab.SOON).isUp()).isTrue();
        lab.feed.setAway(false);
        lab.awaitTrue(lab.feed::coversHead);
    }

    @Test
    void leftOversOfOursAreUnloadedBeforeAnythingIsReported() {
        String stray = lab.secretId(TestTunnel.of(7));
        String nameless = "kf/" + TestEdge.DEPLOYMENT + "/what is this";
        for (String id : List.of(stray, nameless)) {
            lab.gateway
                    .charon()
                    .client()
                    .loadSecret(id, GatewayLab.bytes(SECOND), List.of(tunnel.routerId()));
        }
        lab.startAgent();
        TunnelRecord record = lab.setKey(TUNNEL, 1, FIRST);
        lab.awaitTrue(() -> {
            List<String> before = lab.secretIds();
            boolean isCovered = lab.feed.covers(record);
            assertThat(isCovered && (before.contains(stray) || before.contains(nameless)))
                    .isFalse();
            return isCovered;
        });
        assertThat(lab.secretIds()).containsExactly(lab.secretId(TUNNEL));
    }

    @Test
    void rotationLeavesTheLiveSaAndNeverTwoKeysSideBySide() {
        Router modified = lab.modifiedRouter("modified");
        LabTunnel same =
                LabTunnel.between(lab.gateway, modified, GatewayLab.GATEWAY_ID, tunnel.routerId());
        lab.startAgent();
        lab.awaitCovered(lab.setKey(TUNNEL, 1, FIRST));
        assertThat(router.initiate(tunnel, GatewayLab.SOON).isUp()).isTrue();

        lab.awaitCovered(lab.setKey(TUNNEL, 2, SECOND));

        assertThat(router.isUp(tunnel)).isTrue();
        assertThat(lab.secretIds()).containsExactly(lab.secretId(TUNNEL));
        router.terminate(tunnel);
        for (Router each : List.of(router, modified)) {
            LabTunnel its = each.equals(router) ? tunnel : same;
            each.load(its, GatewayLab.bytes(FIRST));
            assertThat(each.initiate(its, GatewayLab.SOON).isUp()).isFalse();
            each.load(its, GatewayLab.bytes(SECOND));
            assertThat(each.initiate(its, GatewayLab.SOON).isUp()).isTrue();
            each.terminate(its);
        }
    }

    @Test
    void hangingCharonIsReportedAndGetsTheNewestKeyAtOnce() {
        lab.startAgent();
        lab.awaitCovered(lab.setKey(TUNNEL, 1, FIRST));

        lab.gateway.charon().pause();
        TunnelRecord second = lab.setKey(TUNNEL, 2, SECOND);
        lab.awaitCondition(Kind.CHARON_DOWN);
        TunnelRecord third = lab.setKey(TUNNEL, 3, THIRD);
        assertThat(lab.feed.covers(second)).isFalse();
        lab.gateway.charon().resume();

        lab.awaitCovered(third);
        assertOnlyThirdOpens();
    }

    @Test
    void requestsOfAnAbandonedSessionNeverBringAnOlderKeyBack() {
        lab.with(Paces.IMPATIENT).startAgent();
        lab.awaitCovered(lab.setKey(TUNNEL, 1, FIRST));

        lab.gateway.charon().pause();
        lab.setKey(TUNNEL, 2, SECOND);
        // The session that carries it is given up, and the next one waits.
        lab.awaitTrue(() -> lab.condition().detail().contains("ended"));
        TunnelRecord third = lab.setKey(TUNNEL, 3, THIRD);
        lab.gateway.charon().resume();

        lab.awaitCovered(third);
        assertOnlyThirdOpens();
    }

    @Test
    void removedKeyIsGoneAndItsLiveSaWithIt() {
        TestTunnel other = TestTunnel.of(2);
        Router otherRouter = lab.stockRouter("other");
        LabTunnel otherTunnel = lab.keyIdTunnel(otherRouter, other);
        otherRouter.load(otherTunnel, GatewayLab.bytes(SECOND));
        lab.startAgent();
        lab.awaitCovered(lab.setKey(TUNNEL, 1, FIRST));
        lab.awaitCovered(lab.setKey(other, 1, SECOND));
        assertThat(router.initiate(tunnel, GatewayLab.SOON).isUp()).isTrue();
        assertThat(otherRouter.initiate(otherTunnel, GatewayLab.SOON).isUp()).isTrue();

        lab.awaitCovered(lab.remove(TUNNEL, 2));

        assertThat(lab.secretIds()).containsExactly(lab.secretId(other));
        assertThat(lab.gateway.charon().client().sas()).hasSize(1);
        lab.awaitTrue(() -> !router.isUp(tunnel));
        assertThat(otherRouter.isUp(otherTunnel)).isTrue();
        assertThat(router.initiate(tunnel, GatewayLab.SOON).isUp()).isFalse();
    }

    @Test
    void anotherHistoryIsNotFollowedAndKeysStay() {
        lab.startAgent();
        TunnelRecord record = lab.setKey(TUNNEL, 1, FIRST);
        lab.awaitCovered(record);

        lab.feed.restore(TestEdge.OTHER_EPOCH, 1);

        lab.awaitCondition(Kind.HISTORY_REFUSED);
        assertThat(lab.secretIds()).containsExactly(lab.secretId(TUNNEL));
        assertThat(router.initiate(tunnel, GatewayLab.SOON).isUp()).isTrue();
    }

    @Test
    void smallerHeadIsNotFollowedAndKeysStay() {
        lab.startAgent();
        lab.awaitCovered(lab.setKey(TUNNEL, 1, FIRST));
        lab.awaitCovered(lab.setKey(TUNNEL, 2, SECOND));

        lab.feed.restore(TestEdge.EPOCH, 1);

        lab.awaitCondition(Kind.HISTORY_REFUSED);
        assertThat(lab.secretIds()).containsExactly(lab.secretId(TUNNEL));
    }

    @Test
    void tunnelThatExpiredWithoutATraceIsSweptAway() {
        TestTunnel other = TestTunnel.of(2);
        lab.startAgent();
        lab.awaitCovered(lab.setKey(TUNNEL, 1, FIRST));
        lab.awaitCovered(lab.setKey(other, 1, SECOND));
        assertThat(router.initiate(tunnel, GatewayLab.SOON).isUp()).isTrue();

        lab.feed.expire(TUNNEL.id());

        lab.awaitTrue(() -> lab.secretIds().equals(List.of(lab.secretId(other))));
        lab.awaitTrue(() -> !router.isUp(tunnel));
        lab.awaitTrue(lab.feed::coversHead);
    }

    private void assertOnlyThirdOpens() {
        assertThat(lab.secretIds()).containsExactly(lab.secretId(TUNNEL));
        for (String older : List.of(FIRST, SECOND)) {
            router.load(tunnel, GatewayLab.bytes(older));
            assertThat(router.initiate(tunnel, GatewayLab.SOON).isUp()).as(older).isFalse();
        }
        router.load(tunnel, GatewayLab.bytes(THIRD));
        assertThat(router.initiate(tunnel, GatewayLab.SOON).isUp()).isTrue();
    }
}

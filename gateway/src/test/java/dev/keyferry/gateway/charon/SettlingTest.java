package dev.keyferry.gateway.charon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.record.TunnelRecord;
import dev.keyferry.gateway.GatewayLab;
import dev.keyferry.gateway.parts.Paces;
import dev.keyferry.gateway.parts.RecordingProxy;
import dev.keyferry.gateway.parts.RecordingProxy.Entry;
import dev.keyferry.gateway.parts.RecordingProxy.Kind;
import dev.keyferry.gateway.parts.TestTunnel;
import dev.keyferry.gateway.watch.Pacing;
import dev.keyferry.lab.charon.IkeId;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the agent asks of a charon, and when, as a proxy between them saw it. */
final class SettlingTest {
    private static final TestTunnel TUNNEL = TestTunnel.of(1);
    private static final String LOAD = "load-shared";

    private GatewayLab lab;
    private RecordingProxy proxy;

    @BeforeEach
    void open() throws Exception {
        lab = new GatewayLab();
        proxy =
                new RecordingProxy(
                        lab.gateway.host().directory().resolve("proxy"), lab.gateway.socket());
    }

    @AfterEach
    void close() throws Exception {
        proxy.close();
        lab.close();
    }

    @Test
    void nothingNewerIsSentWhileAnAbandonedSessionsRequestsMayRun() {
        startAgent(Paces.IMPATIENT);
        lab.awaitCovered(lab.setKey(TUNNEL, 1, "the first key"));
        lab.gateway.charon().pause();
        lab.setKey(TUNNEL, 2, "the second key");
        lab.awaitTrue(() -> proxy.connectionsOf("stats").size() > 1);
        lab.setKey(TUNNEL, 3, "the third key");
        long resumed = System.nanoTime();
        lab.gateway.charon().resume();

        lab.awaitAll();

        List<Integer> sessions = proxy.connectionsOf(LOAD);
        assertThat(sessions).hasSize(2);
        Entry load = proxy.entries(sessions.getLast(), LOAD, Kind.ASKED).getFirst();
        assertThat(load.nanos() - resumed).isGreaterThanOrEqualTo(Pacing.USUAL.settle().toNanos());
        List<Entry> versions = proxy.entries(sessions.getLast(), "version", Kind.ANSWERED);
        assertThat(versions.getFirst().nanos()).isLessThan(load.nanos());
        assertThat(load.nanos() - versions.getFirst().nanos())
                .isGreaterThanOrEqualTo(
                        Pacing.USUAL.settle().toNanos() - Pacing.USUAL.prompt().toNanos());
    }

    @Test
    void answersThatAreLateDoNotCountAsSettled() {
        lab.gateway.charon().pause();
        startAgent(Pacing.USUAL);
        lab.setKey(TUNNEL, 1, "the first key");
        lab.awaitTrue(() -> !proxy.connectionsOf("stats").isEmpty());
        lab.gateway.charon().resume();
        lab.awaitTrue(() -> !proxy.connectionsOf("version").isEmpty());
        lab.gateway.charon().pause();
        long resumed = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(500);
        lab.awaitTrue(() -> System.nanoTime() - resumed >= 0);
        lab.gateway.charon().resume();

        lab.awaitAll();

        Entry load =
                proxy.entries(proxy.connectionsOf(LOAD).getFirst(), LOAD, Kind.ASKED).getFirst();
        assertThat(load.nanos() - resumed).isGreaterThanOrEqualTo(Pacing.USUAL.settle().toNanos());
    }

    @Test
    void charonThatWasStartedAnewIsServedWithoutWaiting() {
        startAgent(Pacing.USUAL);
        TunnelRecord record = lab.setKey(TUNNEL, 1, "the first key");
        lab.awaitCovered(record);
        lab.gateway.charon().kill();
        lab.awaitTrue(() -> !lab.feed.covers(record));
        lab.gateway.charon().start();

        lab.awaitCovered(record);

        List<Integer> sessions = proxy.connectionsOf(LOAD);
        assertThat(sessions).hasSize(2);
        assertThat(proxy.entries(sessions.getFirst(), "version", Kind.ASKED)).isNotEmpty();
        assertThat(proxy.entries(sessions.getLast(), "version", Kind.ASKED)).isEmpty();
    }

    @Test
    void connectionsAreCheckedAndSecretsSeenBeforeTheFirstKey() {
        startAgent(Pacing.USUAL);
        lab.awaitCovered(lab.setKey(TUNNEL, 1, "the first key"));

        Entry load =
                proxy.entries(proxy.connectionsOf(LOAD).getFirst(), LOAD, Kind.ASKED).getFirst();
        for (String before : List.of("list-conns", "get-shared")) {
            int connection = proxy.connectionsOf(before).getFirst();
            assertThat(proxy.entries(connection, before, Kind.ANSWERED).getFirst().nanos())
                    .as(before)
                    .isLessThan(load.nanos());
        }
        assertThat(proxy.connectionsOf("list-conns")).doesNotContain(load.connection());
    }

    @Test
    void nothingIsReportedBeforeTheLastLeftOverIsUnloaded() {
        for (int number = 100; number < 300; number++) {
            lab.gateway
                    .charon()
                    .client()
                    .loadSecret(
                            lab.secretId(TestTunnel.of(number)),
                            GatewayLab.bytes("a key of long ago"),
                            List.of(IkeId.fqdn("n%d.example".formatted(number))));
        }
        startAgent(Pacing.USUAL);
        TunnelRecord record = lab.setKey(TUNNEL, 1, "the first key");

        lab.awaitCovered(record);

        int session = proxy.connectionsOf(LOAD).getFirst();
        List<Entry> unloaded = proxy.entries(session, "unload-shared", Kind.ANSWERED);
        assertThat(unloaded).hasSize(200);
        assertThat(lab.feed.firstCovered(record)).isGreaterThan(unloaded.getLast().nanos());
    }

    private void startAgent(Pacing pacing) {
        lab.with(pacing).startAgent(lab.gateway.host().directory().resolve("proxy"));
    }
}

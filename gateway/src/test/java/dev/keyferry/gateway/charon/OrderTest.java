package dev.keyferry.gateway.charon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.record.TunnelRecord;
import dev.keyferry.gateway.GatewayLab;
import dev.keyferry.gateway.parts.TestTunnel;
import dev.keyferry.vici.ViciSession;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is loaded first; the charon's list of secrets tells, the last written first. */
final class OrderTest {
    private static final int BULK = 2_000;
    private static final int CHANGED_LAST = 50;

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
    void singleKeyGoesBeforeABulkThatIsUnderWay() {
        TestTunnel urgent = TestTunnel.of(BULK + 1);
        lab.startAgent();
        lab.awaitCovered(lab.setKey(TestTunnel.of(BULK + 2), 1, "the first key of all"));
        lab.gateway.charon().pause();
        lab.setKeys(1, BULK, 1);
        lab.awaitDelivered();

        TunnelRecord record = lab.setKey(urgent, 1, "a key that somebody waits for");
        lab.awaitDelivered();
        lab.gateway.charon().resume();

        lab.awaitCovered(record);
        lab.awaitAll();
        List<String> written = lab.secretIds().reversed();
        // What was on the wire when it came, and the key before all.
        assertThat(written.indexOf(lab.secretId(urgent))).isBetween(1, ViciSession.WINDOW + 1);
    }

    @Test
    void lastChangedKeysAreTheFirstAfterARestartOfTheCharon() {
        lab.startAgent();
        lab.setKeys(1, BULK, 1);
        lab.awaitAll();
        lab.setKeys(100, 99 + CHANGED_LAST, 2);
        lab.awaitAll();

        lab.gateway.charon().kill();
        lab.awaitTrue(() -> !lab.feed.coversHead());
        lab.gateway.charon().start();

        lab.awaitAll();
        List<String> written = lab.secretIds().reversed();
        assertThat(written).hasSize(BULK);
        for (int number = 100; number < 100 + CHANGED_LAST; number++) {
            assertThat(written.indexOf(lab.secretId(TestTunnel.of(number))))
                    .isLessThan(CHANGED_LAST);
        }
    }

    @Test
    void rotationStartsWithWhatTheCharonFindsFirst() {
        lab.startAgent();
        lab.setKeys(1, BULK, 1);
        lab.awaitAll();
        List<String> before = lab.secretIds();
        lab.gateway.charon().pause();

        lab.setKeys(1, BULK, 2);
        lab.awaitDelivered();
        lab.gateway.charon().resume();

        lab.awaitAll();
        List<String> written = lab.secretIds().reversed();
        // The first ones were on the wire before the whole was known.
        assertThat(written.subList(BULK / 2, BULK)).isEqualTo(before.subList(BULK / 2, BULK));
    }
}

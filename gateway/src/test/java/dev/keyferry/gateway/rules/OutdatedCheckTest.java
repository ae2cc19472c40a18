package dev.keyferry.gateway.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.GatewayCondition.Kind;
import dev.keyferry.feed.record.TunnelRecord;
import dev.keyferry.gateway.GatewayLab;
import dev.keyferry.gateway.parts.CheckCut;
import dev.keyferry.gateway.parts.Paces;
import dev.keyferry.gateway.parts.TestTunnel;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A check of the connections counts for a while only. */
final class OutdatedCheckTest {
    private static final TestTunnel TUNNEL = TestTunnel.of(1);
    private static final TestTunnel OTHER = TestTunnel.of(2);

    @TempDir private Path directory;
    private GatewayLab lab;
    private CheckCut checks;

    @BeforeEach
    void open() throws IOException {
        lab = new GatewayLab();
        Path socket = directory.resolve("charon.vici");
        checks = CheckCut.open(socket, lab.gateway.socket());
        lab.with(Paces.DISTRUSTFUL);
    }

    @AfterEach
    void close() throws IOException {
        lab.close();
        checks.close();
    }

    @Test
    void nothingNewIsLoadedOnceChecksFailForTooLong() {
        lab.startAgent(directory.resolve("charon.vici"));
        TunnelRecord loaded = lab.setKey(TUNNEL, 1, "a key");
        lab.awaitCovered(loaded);

        checks.cut();
        lab.awaitCondition(Kind.UNSAFE_CONNECTION);
        TunnelRecord newer = lab.setKey(TUNNEL, 2, "a newer key");
        TunnelRecord other = lab.setKey(OTHER, 1, "another key");
        lab.awaitDelivered();

        assertThat(lab.condition().detail())
                .matches("the connections could not be checked since \\d{4}-[0-9T:-]+Z");
        assertThat(lab.feed.covers(newer)).isFalse();
        assertThat(lab.feed.covers(other)).isFalse();
        assertThat(lab.secretIds())
                .as("what is loaded stays")
                .containsExactly(lab.secretId(TUNNEL));

        checks.mend();

        lab.awaitCovered(newer);
        lab.awaitCovered(other);
        lab.awaitCondition(Kind.SERVING);
    }

    @Test
    void firstCheckThatNeverComesIsToldToo() {
        checks.cut();
        lab.startAgent(directory.resolve("charon.vici"));
        TunnelRecord record = lab.setKey(TUNNEL, 1, "a key");

        lab.awaitCondition(Kind.UNSAFE_CONNECTION);

        lab.awaitDelivered();
        assertThat(lab.feed.covers(record)).isFalse();
        assertThat(lab.secretIds()).isEmpty();
    }

    @Test
    void keyThatIsRemovedGoesWithoutACheckToo() {
        lab.startAgent(directory.resolve("charon.vici"));
        lab.awaitCovered(lab.setKey(TUNNEL, 1, "a key"));
        checks.cut();
        lab.awaitCondition(Kind.UNSAFE_CONNECTION);

        TunnelRecord gone = lab.remove(TUNNEL, 2);

        lab.awaitCovered(gone);
        assertThat(lab.secretIds()).isEmpty();
    }
}

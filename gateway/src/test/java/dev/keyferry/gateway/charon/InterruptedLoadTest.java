package dev.keyferry.gateway.charon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.gateway.GatewayLab;
import dev.keyferry.gateway.parts.RecordingProxy;
import dev.keyferry.gateway.parts.RecordingProxy.Kind;
import dev.keyferry.gateway.parts.TestTunnel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator's {@code swanctl --load-all} in the midst of a bulk load. */
final class InterruptedLoadTest {
    private static final int BULK = 3_000;

    /** Few enough that the wipe finds most of the load still to come. */
    private static final int BEGUN = 50;

    @Test
    void noKeyIsLostToAWipeDuringTheLoad(@TempDir Path files) throws Exception {
        Files.writeString(files.resolve("swanctl.conf"), "connections {\n}\n");
        Path socket = files.resolve("v.sock");
        try (GatewayLab lab = new GatewayLab();
                RecordingProxy proxy = new RecordingProxy(socket, lab.gateway.socket())) {
            lab.startAgent(socket);
            lab.awaitCovered(lab.setKey(TestTunnel.of(BULK + 1), 1, "the first key of all"));
            lab.setKeys(1, BULK, 1);
            lab.awaitTrue(() -> loads(proxy) > BEGUN);
            assertThat(lab.feed.coversHead()).as("the load is under way").isFalse();

            assertThat(lab.gateway.charon().swanctl(files, "--load-all").isSuccess()).isTrue();

            lab.awaitTrue(() -> lab.secretIds().size() == BULK + 1);
            lab.awaitAll();
            assertThat(lab.secretIds()).doesNotHaveDuplicates().hasSize(BULK + 1);
            assertThat(loads(proxy))
                    .as("some were taken away and loaded again")
                    .isGreaterThan(BULK + 1);
        }
    }

    private static long loads(RecordingProxy proxy) {
        return proxy.log().stream()
                .filter(entry -> entry.kind() == Kind.ASKED)
                .filter(entry -> entry.command().equals("load-shared"))
                .count();
    }
}

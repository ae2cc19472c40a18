package dev.keyferry.vici;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ViciConnectTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final int BACKLOG = 3;

    @TempDir private Path directory;

    @Test
    void refusesAPathWithoutASocketAtOnce() {
        assertThatThrownBy(() -> ViciSession.connect(directory.resolve("none"), LONG))
                .isInstanceOf(ViciUnreachable.class)
                .hasCauseInstanceOf(NoSuchFileException.class);
    }

    @Test
    void refusesASocketThatADeadDaemonLeftAtOnce() {
        ScriptedDaemon daemon = new ScriptedDaemon(directory);
        daemon.close();
        assertThat(daemon.socket()).exists();
        assertThatThrownBy(() -> ViciSession.connect(daemon.socket(), LONG))
                .isInstanceOf(ViciUnreachable.class)
                .hasMessageContaining("nothing listens")
                .hasCauseInstanceOf(ConnectException.class);
    }

    @Test
    void triesUntilItsDeadlineWhileTheQueueOfConnectionsIsFull() {
        try (ScriptedDaemon daemon = new ScriptedDaemon(directory, BACKLOG)) {
            List<ViciSession> waiting = fill(daemon);
            assertThatThrownBy(() -> ViciSession.connect(daemon.socket(), Duration.ofMillis(100)))
                    .isInstanceOf(ViciUnreachable.class)
                    .hasMessageContaining("not connected within PT0.1S");
            waiting.forEach(ViciSession::close);
        }
    }

    @Test
    void connectsOnceTheQueueOfConnectionsHasRoom() {
        try (ScriptedDaemon daemon = new ScriptedDaemon(directory, BACKLOG)) {
            List<ViciSession> waiting = fill(daemon);
            CompletableFuture<ViciSession> late =
                    CompletableFuture.supplyAsync(() -> ViciSession.connect(daemon.socket(), LONG));
            assertThat(late).isNotDone();
            daemon.accept().close();
            try (ViciSession connected = late.join()) {
                assertThat(connected.isOpen()).isTrue();
            }
            waiting.forEach(ViciSession::close);
        }
    }

    @Test
    void tellsTheUserOfTheDaemonByNumber() throws IOException {
        try (ScriptedDaemon daemon = new ScriptedDaemon(directory);
                ViciSession session = ViciSession.connect(daemon.socket(), LONG)) {
            int own = (int) Files.getAttribute(directory, "unix:uid");
            assertThat(session.peerUid()).hasValue(own);
        }
    }

    /** Linux queues one connection more than the backlog says. */
    private static List<ViciSession> fill(ScriptedDaemon daemon) {
        List<ViciSession> waiting = new ArrayList<>();
        for (int i = 0; i <= BACKLOG; i++) {
            waiting.add(ViciSession.connect(daemon.socket(), LONG));
        }
        return waiting;
    }
}

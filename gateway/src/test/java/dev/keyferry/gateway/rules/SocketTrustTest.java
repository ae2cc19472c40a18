package dev.keyferry.gateway.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.GatewayCondition.Kind;
import dev.keyferry.feed.record.TunnelRecord;
import dev.keyferry.gateway.GatewayLab;
import dev.keyferry.gateway.parts.StrangersSocket;
import dev.keyferry.gateway.parts.TestTunnel;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rule 8: keys go to the charon and to nobody else who listens. What takes another user is done
 * where the tests run as root; the rule itself is also tested by {@code SocketCheckTest}.
 */
final class SocketTrustTest {
    private static final TestTunnel TUNNEL = TestTunnel.of(1);
    private static final int STRANGER = 4_242;

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
    void charonWhoseSocketOthersCouldReplaceGetsNoKey() throws Exception {
        Path directory = lab.gateway.host().directory();
        Set<PosixFilePermission> before = Files.getPosixFilePermissions(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        lab.startAgent();
        TunnelRecord record = lab.setKey(TUNNEL, 1, "a key");

        lab.awaitCondition(Kind.SOCKET_REFUSED);
        assertThat(lab.condition().detail()).contains("can be written by others");
        assertThat(lab.feed.covers(record)).isFalse();
        assertThat(lab.secretIds()).isEmpty();

        Files.setPosixFilePermissions(directory, before);

        lab.awaitCovered(record);
    }

    @Test
    void socketInADirectoryOfSomebodyElseIsRefused() {
        Path directory = lab.gateway.host().directory();
        if (!isGivenTo(directory, STRANGER)) {
            return;
        }
        lab.startAgent();
        TunnelRecord record = lab.setKey(TUNNEL, 1, "a key");

        lab.awaitCondition(Kind.SOCKET_REFUSED);
        assertThat(lab.condition().detail()).contains("a user that is not trusted");
        assertThat(lab.feed.covers(record)).isFalse();

        assertThat(isGivenTo(directory, 0)).isTrue();
        lab.awaitCovered(record);
    }

    @Test
    void strangerWhoListensInAGoodPlaceIsToldNothing(@TempDir Path directory) throws Exception {
        Path theirs = Files.createDirectory(directory.resolve("theirs"));
        Path ours = Files.createDirectory(directory.resolve("ours"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        if (!isGivenTo(theirs, STRANGER)) {
            return;
        }
        Process stranger = listen(theirs.resolve("s"));
        try (BufferedReader said = stranger.inputReader(StandardCharsets.UTF_8)) {
            assertThat(said.readLine()).isEqualTo("listening");
            Files.move(theirs.resolve("s"), ours.resolve("s"));
            lab.startAgent(ours.resolve("s"));
            lab.setKey(TUNNEL, 1, "a key");

            lab.awaitCondition(Kind.SOCKET_REFUSED);

            assertThat(lab.condition().detail()).contains("user 4242 listens");
            assertThat(said.readLine()).isEqualTo("bytes -1");
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void absentSocketIsNoRefusal() {
        lab.startAgent(lab.cache.resolve("nobody.vici"));
        lab.setKey(TUNNEL, 1, "a key");

        lab.awaitCondition(Kind.CHARON_DOWN);
    }

    private static Process listen(Path socket) throws IOException {
        String classes =
                StrangersSocket.class.getProtectionDomain().getCodeSource().getLocation().getPath();
        return new ProcessBuilder(
                        "setpriv",
                        "--reuid=" + STRANGER,
                        "--clear-groups",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classes,
                        StrangersSocket.class.getName(),
                        socket.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static boolean isGivenTo(Path directory, int uid) {
        try {
            Files.setAttribute(directory, "unix:uid", uid);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}

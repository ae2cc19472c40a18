package dev.keyferry.vici.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FrameSocketTest {
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final int NAMELESS_UID = 54_321;

    @TempDir private Path directory;
    private Path path;
    private ServerSocketChannel listener;

    @BeforeEach
    void listen() throws IOException {
        path = directory.resolve("s");
        listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listener.bind(UnixDomainSocketAddress.of(path));
    }

    @AfterEach
    void close() throws IOException {
        listener.close();
    }

    @Test
    void writesFramesOfEverySizeWholeAndInOrder() throws Exception {
        Random random = new Random(1);
        List<byte[]> frames = new ArrayList<>();
        // Around the buffer's size a length or a body is split over two writes.
        for (int size : new int[] {0, 1, 65_525, 3, 65_528, 65_531, 65_532, 65_533, 524_288, 7}) {
            byte[] frame = new byte[size];
            random.nextBytes(frame);
            frames.add(frame);
        }
        try (FrameSocket socket = FrameSocket.connect(path, DEADLINE);
                SocketChannel peer = listener.accept()) {
            CompletableFuture<List<byte[]>> read =
                    CompletableFuture.supplyAsync(() -> readAll(peer, frames.size()));
            socket.write(frames);
            List<byte[]> arrived = read.get(10, TimeUnit.SECONDS);
            for (int i = 0; i < frames.size(); i++) {
                assertThat(arrived.get(i)).as("frame %d", i).isEqualTo(frames.get(i));
            }
        }
    }

    @Test
    void refusesToWriteAFrameThatIsTooLong() throws IOException {
        try (FrameSocket socket = FrameSocket.connect(path, DEADLINE);
                SocketChannel peer = listener.accept()) {
            assertThatThrownBy(() -> socket.write(List.of(new byte[524_289])))
                    .isInstanceOf(FrameSocket.FrameTooLarge.class);
            assertThat(peer.isOpen()).isTrue();
        }
    }

    @Test
    void tellsTheNumberOfAUserWithoutAName() throws Exception {
        // Only root can become another user; for others their own number is what there is.
        boolean isRoot = ownUid() == 0;
        int expected = isRoot ? NAMELESS_UID : ownUid();
        Path other = directory.resolve("o");
        Process daemon = listenAs(expected, isRoot, other);
        try (FrameSocket socket = connectOnceThere(other)) {
            assertThat(socket.peerUid()).hasValue(expected);
        } finally {
            daemon.destroyForcibly();
        }
    }

    /** Listens, in a program of its own, until its standard input ends. */
    static final class Listening {
        private Listening() {}

        public static void main(String[] arguments) throws IOException {
            try (ServerSocketChannel listening =
                    ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                listening.bind(UnixDomainSocketAddress.of(arguments[0]));
                System.in.readAllBytes();
            }
        }
    }

    private Process listenAs(int uid, boolean isRoot, Path socket) throws IOException {
        List<String> command = new ArrayList<>();
        if (isRoot) {
            // The other user reads the program here and makes its socket here.
            Files.setAttribute(directory, "unix:mode", 0777);
            command.addAll(List.of("setpriv", "--reuid", "" + uid, "--clear-groups"));
        }
        String file = Listening.class.getName().replace('.', '/') + ".class";
        Path program = directory.resolve("classes").resolve(file);
        Files.createDirectories(program.getParent());
        try (InputStream in = Listening.class.getResourceAsStream("/" + file)) {
            Files.copy(Objects.requireNonNull(in), program);
        }
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        command.addAll(List.of(java.toString(), "-XX:+UseSerialGC", "-Xmx32m"));
        command.addAll(List.of("-cp", directory.resolve("classes").toString()));
        command.addAll(List.of(Listening.class.getName(), socket.toString()));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    // The file is there a moment before anything listens on it.
    private static FrameSocket connectOnceThere(Path socket) {
        return await().atMost(DEADLINE)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> FrameSocket.connect(socket, DEADLINE), Objects::nonNull);
    }

    private int ownUid() throws IOException {
        return (int) Files.getAttribute(directory, "unix:uid");
    }

    private static List<byte[]> readAll(SocketChannel peer, int count) {
        DataInputStream in = new DataInputStream(Channels.newInputStream(peer));
        List<byte[]> frames = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                frames.add(in.readNBytes(in.readInt()));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return frames;
    }
}

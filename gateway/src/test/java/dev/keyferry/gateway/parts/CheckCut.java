package dev.keyferry.gateway.parts;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A socket in front of a charon's that passes everything on, but can end each connection that asks
 * for the charon's connections. Thread-safe.
 */
public final class CheckCut implements AutoCloseable {
    private static final String CHECK = "list-conn";
    private static final int BUFFER_BYTES = 65_536;

    private final Path charon;
    private final ServerSocketChannel server;
    private volatile boolean isCutting;

    private CheckCut(Path charon, ServerSocketChannel server) {
        this.charon = charon;
        this.server = server;
    }

    public static CheckCut open(Path socket, Path charon) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        CheckCut cut = new CheckCut(charon, server);
        Thread.ofVirtual().start(cut::accept);
        return cut;
    }

    /** From now on no check of the connections succeeds. */
    public void cut() {
        isCutting = true;
    }

    public void mend() {
        isCutting = false;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel caller = server.accept();
                SocketChannel callee = SocketChannel.open(UnixDomainSocketAddress.of(charon));
                Thread.ofVirtual().start(() -> pass(caller, callee));
                Thread.ofVirtual().start(() -> pass(callee, caller));
            }
        } catch (IOException e) {
            // The test has ended.
        }
    }

    /** Passes bytes on until either side has ended. */
    private void pass(SocketChannel from, SocketChannel to) {
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER_BYTES);
        try (from;
                to) {
            while (from.read(bytes.clear()) >= 0) {
                bytes.flip();
                if (isCutting
                        && StandardCharsets.ISO_8859_1
                                .decode(bytes.duplicate())
                                .toString()
                                .contains(CHECK)) {
                    return;
                }
                while (bytes.hasRemaining()) {
                    int _ = to.write(bytes);
                }
            }
        } catch (IOException e) {
            // The other direction has ended.
        }
    }
}

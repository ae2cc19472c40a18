package dev.keyferry.gateway.parts;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** A program that listens as whoever runs it, and prints how many bytes each caller gave away. */
public final class StrangersSocket {
    private static final int MOST_BYTES = 4_096;

    private StrangersSocket() {}

    public static void main(String[] arguments) throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(Path.of(arguments[0])));
            System.out.println("listening");
            while (true) {
                try (SocketChannel caller = server.accept()) {
                    System.out.println("bytes " + caller.read(ByteBuffer.allocate(MOST_BYTES)));
                }
            }
        }
    }
}

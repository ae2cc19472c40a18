package dev.keyferry.vici;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.vici.ViciPacket.CommandRequest;
import dev.keyferry.vici.ViciPacket.CommandResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/**
 * The far side of a unix socket, moved step by step by a test: it has its own framing and knows
 * nothing of VICI's rules, so it can break them. Confined to the test's thread.
 */
final class ScriptedDaemon implements AutoCloseable {
    private final Path socket;
    private final ServerSocketChannel listener;

    ScriptedDaemon(Path directory) {
        this(directory, 3);
    }

    ScriptedDaemon(Path directory, int backlog) {
        try {
            socket = directory.resolve("vici");
            listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            listener.bind(UnixDomainSocketAddress.of(socket), backlog);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path socket() {
        return socket;
    }

    Connection accept() {
        try {
            return new Connection(listener.accept());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One client's connection. */
    record Connection(SocketChannel channel) implements AutoCloseable {
        ViciPacket read() {
            int length = fill(ByteBuffer.allocate(Integer.BYTES)).getInt(0);
            return ViciPacket.decode(fill(ByteBuffer.allocate(length)).array());
        }

        /** Reads the next packet, which must be this command, and gives its message. */
        ViciMessage expect(String command) {
            if (read() instanceof CommandRequest(String name, ViciMessage message)) {
                assertThat(name).isEqualTo(command);
                return message;
            }
            throw new AssertionError("not the request " + command);
        }

        void reply(ViciMessage message) {
            write(new CommandResponse(message));
        }

        /** Answers with one entry, {@code is}. */
        void reply(String is) {
            reply(ViciMessage.builder().put("is", is).build());
        }

        void write(ViciPacket packet) {
            byte[] body = packet.encode();
            writeRaw(
                    ByteBuffer.allocate(Integer.BYTES + body.length).putInt(body.length).put(body));
        }

        /** Writes what was put into the buffer. */
        void writeRaw(ByteBuffer bytes) {
            bytes.flip();
            try {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Whether the client has ended the connection; reads away what it still sent. */
        boolean isEnded() {
            try {
                ByteBuffer rest = ByteBuffer.allocate(65_536);
                while (channel.read(rest) >= 0) {
                    rest.clear();
                }
                return true;
            } catch (IOException e) {
                return true;
            }
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private ByteBuffer fill(ByteBuffer buffer) {
            try {
                while (buffer.hasRemaining()) {
                    if (channel.read(buffer) < 0) {
                        throw new AssertionError("the client ended the connection");
                    }
                }
                return buffer;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

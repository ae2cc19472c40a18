package dev.keyferry.gateway.parts;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Stands between an agent and a charon, passes everything on and writes down who asked what. */
public final class RecordingProxy implements AutoCloseable {
    private static final int REQUEST = 0;
    private static final int RESPONSE = 1;

    /**
     * One command.
     *
     * @param connection counts the connections
     * @param nanos when it was asked or answered, on the clock of {@link System#nanoTime}
     */
    public record Entry(int connection, String command, Kind kind, long nanos) {}

    /** Whether the agent spoke or the charon. */
    public enum Kind {
        ASKED,
        ANSWERED
    }

    private final ServerSocketChannel server;
    private final Path charon;
    private final List<Entry> log = new ArrayList<>();
    private final List<SocketChannel> open = new ArrayList<>();

    public RecordingProxy(Path socket, Path charon) throws IOException {
        this.charon = charon;
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        Thread.ofVirtual().start(this::accept);
    }

    public List<Entry> log() {
        synchronized (log) {
            return List.copyOf(log);
        }
    }

    /** The connections over which the agent asked this, in order. */
    public List<Integer> connectionsOf(String command) {
        return log().stream()
                .filter(entry -> entry.command().equals(command))
                .map(Entry::connection)
                .distinct()
                .toList();
    }

    public List<Entry> entries(int connection, String command, Kind kind) {
        return log().stream()
                .filter(entry -> entry.connection() == connection)
                .filter(entry -> entry.command().equals(command) && entry.kind() == kind)
                .toList();
    }

    @Override
    public void close() throws IOException {
        server.close();
        synchronized (open) {
            for (SocketChannel channel : open) {
                channel.close();
            }
        }
    }

    private void accept() {
        try {
            for (int connection = 1; ; connection++) {
                SocketChannel agent = server.accept();
                connect(agent, connection);
            }
        } catch (IOException e) {
            // The proxy was closed.
        }
    }

    private void connect(SocketChannel agent, int connection) throws IOException {
        SocketChannel daemon = SocketChannel.open(StandardProtocolFamily.UNIX);
        synchronized (open) {
            open.addAll(List.of(agent, daemon));
        }
        try {
            daemon.connect(UnixDomainSocketAddress.of(charon));
        } catch (IOException e) {
            agent.close();
            return;
        }
        Queue<String> asked = new ConcurrentLinkedQueue<>();
        Thread.ofVirtual().start(() -> pass(agent, daemon, frame -> ask(connection, frame, asked)));
        Thread.ofVirtual()
                .start(() -> pass(daemon, agent, frame -> answer(connection, frame, asked)));
    }

    private interface Note {
        void frame(byte[] frame);
    }

    private static void pass(SocketChannel from, SocketChannel to, Note note) {
        try (from;
                to) {
            DataInputStream in = new DataInputStream(Channels.newInputStream(from));
            OutputStream out = Channels.newOutputStream(to);
            while (true) {
                byte[] frame = new byte[in.readInt()];
                in.readFully(frame);
                note.frame(frame);
                write(out, frame);
            }
        } catch (IOException e) {
            // One side ended, and with it goes the other.
        }
    }

    private static void write(OutputStream out, byte[] frame) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        data.writeInt(frame.length);
        data.write(frame);
        data.flush();
    }

    private void ask(int connection, byte[] frame, Queue<String> asked) {
        if (frame[0] == REQUEST) {
            String command = new String(frame, 2, frame[1], StandardCharsets.US_ASCII);
            asked.add(command);
            note(connection, command, Kind.ASKED);
        }
    }

    private void answer(int connection, byte[] frame, Queue<String> asked) {
        if (frame[0] == RESPONSE) {
            note(connection, asked.remove(), Kind.ANSWERED);
        }
    }

    private void note(int connection, String command, Kind kind) {
        synchronized (log) {
            log.add(new Entry(connection, command, kind, System.nanoTime()));
        }
    }
}

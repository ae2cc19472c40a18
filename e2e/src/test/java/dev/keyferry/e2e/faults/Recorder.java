package dev.keyferry.e2e.faults;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * Stands between an agent and its charon, passes every byte on, and tells {@link Loads} which keys
 * go there; frames are those of the VICI README.
 */
final class Recorder implements AutoCloseable {
    private static final int MAX_FRAME = 524_288;
    private static final int REQUEST = 0;
    private static final int EVENT = 7;
    private static final int KEY_VALUE = 3;

    private final Path charon;
    private final ServerSocketChannel listener;
    private final Loads loads;
    private final ToIntFunction<byte[]> numberOf;

    /**
     * Listens.
     *
     * @param numberOf knows the number of a key by its bytes
     */
    Recorder(Path socket, Path charon, Loads loads, ToIntFunction<byte[]> numberOf)
            throws IOException {
        this.charon = charon;
        this.loads = loads;
        this.numberOf = numberOf;
        this.listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listener.bind(UnixDomainSocketAddress.of(socket));
        Thread.ofPlatform().daemon().start(this::accept);
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void accept() {
        while (listener.isOpen()) {
            try {
                connect(listener.accept());
            } catch (IOException e) {
                // The listener was closed.
            }
        }
    }

    private void connect(SocketChannel agent) throws IOException {
        SocketChannel to;
        try {
            to = SocketChannel.open(UnixDomainSocketAddress.of(charon));
        } catch (IOException e) {
            // The charon is away, which the agent is to notice.
            agent.close();
            return;
        }
        // Answers come in the order of the requests.
        Queue<Runnable> whenAnswered = new ConcurrentLinkedQueue<>();
        Thread.ofPlatform().daemon().start(() -> pass(agent, to, f -> sent(f, whenAnswered)));
        Thread.ofPlatform().daemon().start(() -> pass(to, agent, f -> answered(f, whenAnswered)));
    }

    private static void pass(SocketChannel from, SocketChannel to, Consumer<byte[]> watcher) {
        try (from;
                to;
                DataInputStream in = new DataInputStream(Channels.newInputStream(from));
                DataOutputStream out = new DataOutputStream(Channels.newOutputStream(to))) {
            while (true) {
                int length = in.readInt();
                if (length < 1 || length > MAX_FRAME) {
                    throw new IOException("not a VICI frame");
                }
                byte[] frame = in.readNBytes(length);
                watcher.accept(frame);
                out.write(
                        ByteBuffer.allocate(Integer.BYTES + length)
                                .putInt(length)
                                .put(frame)
                                .array());
            }
        } catch (IOException e) {
            // One side is gone; closing the other passes that on.
        }
    }

    private void sent(byte[] frame, Queue<Runnable> whenAnswered) {
        Runnable then = () -> {};
        if (frame[0] == REQUEST) {
            String command = new String(frame, 2, frame[1], StandardCharsets.US_ASCII);
            Map<String, byte[]> values = values(frame, 2 + frame[1]);
            if (command.equals("load-shared")) {
                String tunnel = tunnel(values);
                int key = numberOf.applyAsInt(values.getOrDefault("data", new byte[0]));
                loads.loading(tunnel, key);
                then = () -> loads.loaded(tunnel, key);
            } else if (command.equals("unload-shared")) {
                loads.unloading(tunnel(values));
            }
        }
        whenAnswered.add(then);
    }

    private static void answered(byte[] frame, Queue<Runnable> whenAnswered) {
        Runnable then = frame[0] == EVENT ? null : whenAnswered.poll();
        if (then != null) {
            then.run();
        }
    }

    /** Ids are of the form {@code kf/DEPLOYMENT/TUNNEL}. */
    private static String tunnel(Map<String, byte[]> values) {
        String id = new String(values.getOrDefault("id", new byte[0]), StandardCharsets.US_ASCII);
        return id.substring(id.lastIndexOf('/') + 1);
    }

    /** The values before the first list or section, which is all that is asked of here. */
    private static Map<String, byte[]> values(byte[] frame, int from) {
        Map<String, byte[]> values = new HashMap<>();
        ByteBuffer body = ByteBuffer.wrap(frame, from, frame.length - from);
        while (body.hasRemaining() && body.get() == KEY_VALUE) {
            byte[] key = new byte[Byte.toUnsignedInt(body.get())];
            body.get(key);
            byte[] value = new byte[Short.toUnsignedInt(body.getShort())];
            body.get(value);
            values.put(new String(key, StandardCharsets.US_ASCII), value);
        }
        return values;
    }
}

package dev.keyferry.e2e.parts;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Stands between an agent and its charon, counts the agent's requests on all its connections
 * together, and lets a fault happen at a chosen one. The bytes pass unchanged, but where it refuses
 * in charon's stead.
 */
public final class ViciProxy implements AutoCloseable {
    private static final int MAX_FRAME = 524_288;
    private static final byte REQUEST = 0;
    private static final byte RESPONSE = 1;

    /** A key and its value as the VICI README writes them: type, lengths and texts. */
    private static final String DONE = "\u0003\u0007success\0\u0003yes";

    private static final String REFUSED = "\u0003\u0007success\0\u0002no";

    private final Path charonSocket;
    private final ServerSocketChannel listener;
    private final Supplier<Watcher> watchers;
    private final AtomicInteger requests = new AtomicInteger();
    private volatile Fault fault = Fault.NONE;
    private volatile boolean isRefusing;

    /** Sees the frames of one connection without their length; must not change them. */
    public interface Watcher {
        /** Before the charon gets it. */
        void sent(ByteBuffer frame);

        /** Before the agent gets it, in the order of what was sent. */
        void answered(ByteBuffer frame);
    }

    private static final Watcher NOBODY =
            new Watcher() {
                @Override
                public void sent(ByteBuffer frame) {}

                @Override
                public void answered(ByteBuffer frame) {}
            };

    /** What happens at the n-th request, before or after charon gets it. */
    public record Fault(int request, Moment moment, Runnable act) {
        public static final Fault NONE = new Fault(0, Moment.BEFORE, () -> {});
    }

    public enum Moment {
        BEFORE,
        AFTER
    }

    private ViciProxy(Path charonSocket, ServerSocketChannel listener, Supplier<Watcher> watchers) {
        this.charonSocket = charonSocket;
        this.listener = listener;
        this.watchers = watchers;
    }

    public static ViciProxy open(Path socket, Path charonSocket) {
        return open(socket, charonSocket, () -> NOBODY);
    }

    /** Has a watcher of its own see each connection. */
    public static ViciProxy open(Path socket, Path charonSocket, Supplier<Watcher> watchers) {
        try {
            Files.deleteIfExists(socket);
            ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            listener.bind(UnixDomainSocketAddress.of(socket));
            ViciProxy proxy = new ViciProxy(charonSocket, listener, watchers);
            Thread.ofPlatform().daemon().start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Counts from 0 again and arms the fault. */
    public void arm(Fault next) {
        requests.set(0);
        fault = next;
    }

    /** From now on charon's word that it did something reads as its refusal. */
    public void refuse() {
        isRefusing = true;
    }

    /** From now on charon's word is its own again. */
    public void refuseNoMore() {
        isRefusing = false;
    }

    public int requests() {
        return requests.get();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        SocketChannel charon;
        try {
            charon = SocketChannel.open(UnixDomainSocketAddress.of(charonSocket));
        } catch (IOException e) {
            // Charon is away, which the agent is to notice.
            agent.close();
            return;
        }
        Watcher watcher = watchers.get();
        Thread.ofPlatform().daemon().start(() -> pass(agent, charon, true, watcher::sent));
        Thread.ofPlatform().daemon().start(() -> pass(charon, agent, false, watcher::answered));
    }

    private void pass(
            SocketChannel from, SocketChannel to, boolean counts, Consumer<ByteBuffer> watcher) {
        try (from;
                to) {
            while (true) {
                ByteBuffer frame = asCharonSaysIt(readFrame(from));
                boolean isRequest = counts && frame.get(Integer.BYTES) == REQUEST;
                int number = isRequest ? requests.incrementAndGet() : -1;
                act(number, Moment.BEFORE);
                watcher.accept(frame.slice(Integer.BYTES, frame.limit() - Integer.BYTES));
                while (frame.hasRemaining()) {
                    to.write(frame);
                }
                act(number, Moment.AFTER);
            }
        } catch (IOException e) {
            // One side is gone; closing the other passes that on.
        }
    }

    private ByteBuffer asCharonSaysIt(ByteBuffer frame) {
        if (!isRefusing || frame.get(Integer.BYTES) != RESPONSE) {
            return frame;
        }
        String text = StandardCharsets.ISO_8859_1.decode(frame.duplicate()).toString();
        String said = text.replace(DONE, REFUSED);
        return ByteBuffer.wrap(said.getBytes(StandardCharsets.ISO_8859_1))
                .putInt(0, said.length() - Integer.BYTES);
    }

    private void act(int number, Moment moment) throws EOFException {
        Fault armed = fault;
        if (number == armed.request() && moment == armed.moment()) {
            armed.act().run();
            if (moment == Moment.BEFORE) {
                throw new EOFException("the request is lost with its sender");
            }
        }
    }

    private static ByteBuffer readFrame(SocketChannel from) throws IOException {
        ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);
        fill(from, length);
        int size = length.flip().getInt();
        if (size < 1 || size > MAX_FRAME) {
            throw new IOException("not a VICI frame");
        }
        ByteBuffer frame = ByteBuffer.allocate(Integer.BYTES + size).putInt(size);
        fill(from, frame);
        return frame.flip();
    }

    private static void fill(SocketChannel from, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (from.read(buffer) < 0) {
                throw new EOFException();
            }
        }
    }
}

package dev.keyferry.bench.product;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A VICI socket that passes frames on to charon's and notes when secrets went through; times are
 * those of {@link System#nanoTime}. It costs some processor time, so figures that are compared are
 * taken without it. Thread-safe.
 */
public final class ViciTap implements AutoCloseable {
    private static final int FRAME_LIMIT_BYTES = 512 * 1_024;
    private static final int COMMAND = 0;
    private static final int EVENT = 7;
    private static final String LOAD_SHARED = "load-shared";

    /**
     * The secrets that went through.
     *
     * @param firstSent when the first request came from the gateway
     * @param lastAnswered when charon's last answer came
     */
    public record Seen(long firstSent, long lastAnswered, int answered) {
        static final Seen NOTHING = new Seen(0, 0, 0);
    }

    private final Path charon;
    private final ServerSocketChannel server;
    private Seen seen = Seen.NOTHING;

    private ViciTap(Path charon, ServerSocketChannel server) {
        this.charon = charon;
        this.server = server;
    }

    /**
     * Listens on a socket of its own.
     *
     * @param socket does not exist; its directory is this user's alone
     */
    public static ViciTap open(Path socket, Path charon) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        ViciTap tap = new ViciTap(charon, server);
        Thread.ofPlatform().daemon().name("vici-tap").start(tap::accept);
        return tap;
    }

    /** What went through since the last {@link #forget}. */
    public synchronized Seen seen() {
        return seen;
    }

    public synchronized void forget() {
        seen = Seen.NOTHING;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel gateway = server.accept();
                SocketChannel toCharon = SocketChannel.open(UnixDomainSocketAddress.of(charon));
                // VICI answers in order, so the n-th answer belongs to the n-th request.
                Queue<Boolean> isLoad = new ConcurrentLinkedQueue<>();
                Thread.ofPlatform()
                        .daemon()
                        .start(() -> pass(gateway, toCharon, frame -> sent(frame, isLoad)));
                Thread.ofPlatform()
                        .daemon()
                        .start(() -> pass(toCharon, gateway, frame -> answered(frame, isLoad)));
            }
        } catch (IOException e) {
            // The tap was closed, or charon is gone: the gateway finds no socket, as it should.
        }
    }

    private interface Watcher {
        void see(byte[] frame);
    }

    private static void pass(SocketChannel from, SocketChannel to, Watcher watcher) {
        try (from;
                to;
                DataInputStream in = new DataInputStream(Channels.newInputStream(from));
                DataOutputStream out = new DataOutputStream(Channels.newOutputStream(to))) {
            while (true) {
                int length = in.readInt();
                if (length < 0 || length > FRAME_LIMIT_BYTES) {
                    return;
                }
                byte[] frame = in.readNBytes(length);
                watcher.see(frame);
                byte[] whole = new byte[Integer.BYTES + length];
                java.nio.ByteBuffer.wrap(whole).putInt(length).put(frame);
                out.write(whole);
            }
        } catch (IOException e) {
            // One side has closed: so does the other.
        }
    }

    private void sent(byte[] frame, Queue<Boolean> isLoad) {
        boolean load =
                frame.length > 2
                        && frame[0] == COMMAND
                        && new String(frame, 2, frame[1], StandardCharsets.US_ASCII)
                                .equals(LOAD_SHARED);
        isLoad.add(load);
        if (load) {
            noteSent(System.nanoTime());
        }
    }

    private void answered(byte[] frame, Queue<Boolean> isLoad) {
        if (frame.length > 0 && frame[0] == EVENT) {
            return;
        }
        if (Boolean.TRUE.equals(isLoad.poll())) {
            noteAnswered(System.nanoTime());
        }
    }

    private synchronized void noteSent(long now) {
        if (seen.firstSent() == 0) {
            seen = new Seen(now, seen.lastAnswered(), seen.answered());
        }
    }

    private synchronized void noteAnswered(long now) {
        seen = new Seen(seen.firstSent(), now, seen.answered() + 1);
    }
}

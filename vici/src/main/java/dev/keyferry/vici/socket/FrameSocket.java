package dev.keyferry.vici.socket;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import jdk.net.ExtendedSocketOptions;

/**
 * A connected unix socket that carries frames: four bytes of length, most significant first, then
 * so many bytes. One thread may read while another writes; {@link #close} may come from any thread
 * and ends both.
 */
public final class FrameSocket implements AutoCloseable {
    /** Longest frame either way, without its length; the daemon drops who sends a longer one. */
    public static final int MAX_FRAME_BYTES = 524_288;

    private static final int BUFFER_BYTES = 65_536;

    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER_BYTES).flip();
    private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private int used;

    private FrameSocket(SocketChannel channel) {
        this.channel = channel;
    }

    /**
     * Connects, and goes on trying while the listener's queue is full, at most until the deadline.
     *
     * @throws IOException with a message that says why, if nothing listens or the time is over
     */
    public static FrameSocket connect(Path socket, Duration deadline) throws IOException {
        return new FrameSocket(UnixConnect.connect(socket, deadline));
    }

    /**
     * The numeric user id of the process that listens, as the kernel noted it; empty where it
     * cannot be told for certain.
     *
     * <p>The JDK reports the user as a name, which says nothing certain of the number. Its hash is
     * the number, which is not promised; so that is only the guess, and the principal that the
     * system gives for this number must equal the one reported.
     */
    public OptionalInt peerUid() throws IOException {
        if (!channel.supportedOptions().contains(ExtendedSocketOptions.SO_PEERCRED)) {
            return OptionalInt.empty();
        }
        UserPrincipal peer = channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
        int guess = peer.hashCode();
        UserPrincipalLookupService users = FileSystems.getDefault().getUserPrincipalLookupService();
        try {
            UserPrincipal guessed = users.lookupPrincipalByName(Integer.toString(guess));
            return guessed.equals(peer) ? OptionalInt.of(guess) : OptionalInt.empty();
        } catch (UserPrincipalNotFoundException e) {
            return OptionalInt.empty();
        }
    }

    /**
     * The next frame; empty at the end of the stream.
     *
     * @throws FrameTooLarge if the frame is announced with more than {@link #MAX_FRAME_BYTES}
     * @throws EOFException if the stream ends within a frame
     */
    public Optional<byte[]> read() throws IOException {
        if (!in.hasRemaining() && !refill()) {
            return Optional.empty();
        }
        long length = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            require(in.hasRemaining() || refill());
            length = length << Byte.SIZE | Byte.toUnsignedInt(in.get());
        }
        if (length > MAX_FRAME_BYTES) {
            throw new FrameTooLarge(length);
        }
        byte[] frame = new byte[(int) length];
        for (int filled = 0; filled < frame.length; ) {
            require(in.hasRemaining() || refill());
            int part = Math.min(in.remaining(), frame.length - filled);
            in.get(frame, filled, part);
            filled += part;
        }
        return Optional.of(frame);
    }

    /** Writes whole frames, as many at a time as fit the buffer, and wipes the buffer. */
    public void write(List<byte[]> frames) throws IOException {
        try {
            for (byte[] frame : frames) {
                put(frame);
            }
            drain();
        } finally {
            wipe();
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException _) {
            // The descriptor is gone all the same, and both threads have been woken.
        }
    }

    private void put(byte[] frame) throws IOException {
        if (frame.length > MAX_FRAME_BYTES) {
            throw new FrameTooLarge(frame.length);
        }
        if (out.remaining() < Integer.BYTES) {
            drain();
        }
        out.putInt(frame.length);
        for (int taken = 0; taken < frame.length; ) {
            if (!out.hasRemaining()) {
                drain();
            }
            int part = Math.min(out.remaining(), frame.length - taken);
            out.put(frame, taken, part);
            taken += part;
        }
        used = Math.max(used, out.position());
    }

    private void drain() throws IOException {
        used = Math.max(used, out.position());
        out.flip();
        while (out.hasRemaining()) {
            channel.write(out);
        }
        out.clear();
    }

    private void wipe() {
        out.clear().put(new byte[used]).clear();
        used = 0;
    }

    private boolean refill() throws IOException {
        in.clear();
        int count = channel.read(in);
        in.flip();
        return count > 0;
    }

    private static void require(boolean more) throws EOFException {
        if (!more) {
            throw new EOFException("the stream ended within a frame");
        }
    }

    /** A frame longer than {@link #MAX_FRAME_BYTES}. */
    public static final class FrameTooLarge extends IOException {
        FrameTooLarge(long length) {
            super("a frame of " + length + " bytes, more than " + MAX_FRAME_BYTES);
        }
    }
}

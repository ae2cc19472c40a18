package dev.keyferry.bench.yardstick;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The least client that loads secrets into charon quickly: raw VICI frames on one connection, a
 * window of requests in flight, one thread, no checks but that each answer says yes. Confined to
 * one thread.
 *
 * <p>The frames are those of strongSwan's {@code src/libcharon/plugins/vici/README.md}.
 */
public final class BareVici implements AutoCloseable {
    /** Requests in flight: more bring no more speed. */
    public static final int WINDOW = 32;

    private static final int BUFFER_BYTES = 1 << 20;
    private static final int FRAME_LIMIT_BYTES = 4_096;
    private static final byte REQUEST = 0;
    private static final byte KEY_VALUE = 3;
    private static final byte LIST_START = 4;
    private static final byte LIST_ITEM = 5;
    private static final byte LIST_END = 6;
    private static final byte[] YES = ascii("\u0001\u0003\u0007success\u0000\u0003yes");

    private final SocketChannel channel;
    private final ByteBuffer out = ByteBuffer.allocateDirect(WINDOW * FRAME_LIMIT_BYTES);
    private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER_BYTES).flip();

    private BareVici(SocketChannel channel) {
        this.channel = channel;
    }

    /** Connects to charon's socket. */
    public static BareVici connect(Path socket) throws IOException {
        return new BareVici(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
    }

    /**
     * Loads all secrets, in this order; charon holds them when this returns.
     *
     * @throws IllegalStateException if charon refuses one
     */
    public void load(List<Secret> secrets) {
        try {
            int answered = 0;
            int sent = 0;
            while (answered < secrets.size()) {
                int until = Math.min(secrets.size(), answered + WINDOW);
                for (; sent < until; sent++) {
                    putLoadShared(secrets.get(sent));
                }
                flush();
                answered += takeAnswers();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The ids that charon holds, the last written first. */
    public List<String> ids() {
        try {
            int length = startFrame("get-shared");
            endFrame(length);
            flush();
            awaitFrame();
            byte[] body = new byte[in.getInt()];
            in.get(body);
            return idsIn(ByteBuffer.wrap(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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

    private void putLoadShared(Secret secret) {
        int length = startFrame("load-shared");
        putText("id", secret.id());
        putText("type", "ike");
        putText("data", secret.key());
        out.put(LIST_START);
        putName("owners");
        for (String owner : secret.owners()) {
            out.put(LIST_ITEM);
            putValue(owner);
        }
        out.put(LIST_END);
        endFrame(length);
    }

    private int startFrame(String command) {
        int length = out.position();
        out.putInt(0).put(REQUEST);
        putName(command);
        return length;
    }

    private void endFrame(int length) {
        out.putInt(length, out.position() - length - Integer.BYTES);
    }

    private void putText(String name, String value) {
        out.put(KEY_VALUE);
        putName(name);
        putValue(value);
    }

    private void putName(String name) {
        out.put((byte) name.length()).put(ascii(name));
    }

    private void putValue(String value) {
        out.putShort((short) value.length()).put(ascii(value));
    }

    private void flush() throws IOException {
        out.flip();
        while (out.hasRemaining()) {
            channel.write(out);
        }
        out.clear();
    }

    /** Waits for one answer and takes those that came with it. */
    private int takeAnswers() throws IOException {
        awaitFrame();
        int taken = 0;
        while (hasFrame()) {
            byte[] body = new byte[in.getInt()];
            in.get(body);
            if (!Arrays.equals(body, YES)) {
                throw new IllegalStateException("charon refused a secret");
            }
            taken++;
        }
        return taken;
    }

    private void awaitFrame() throws IOException {
        while (!hasFrame()) {
            in.compact();
            int read = channel.read(in);
            in.flip();
            if (read < 0) {
                throw new EOFException("charon closed the connection");
            }
        }
    }

    private boolean hasFrame() {
        return in.remaining() >= Integer.BYTES
                && in.remaining() >= Integer.BYTES + in.getInt(in.position());
    }

    /** Reads the answer of get-shared: its type, then one list. */
    private static List<String> idsIn(ByteBuffer body) {
        List<String> ids = new ArrayList<>();
        body.get();
        while (body.hasRemaining()) {
            switch (body.get()) {
                case LIST_START -> text(body, body.get() & 0xff);
                case LIST_ITEM -> ids.add(text(body, body.getShort() & 0xffff));
                case LIST_END -> {}
                default -> throw new IllegalStateException("not an answer to get-shared");
            }
        }
        return ids;
    }

    private static String text(ByteBuffer body, int length) {
        byte[] bytes = new byte[length];
        body.get(bytes);
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

package dev.keyferry.server.http.parts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.server.http.ListenAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * One connection for request after request, which ends when the server ends it. An answer is read
 * by its own account of its length, and to its last byte. Confined to one thread.
 */
public final class KeptConnection implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LONGEST_LINE = 16 * 1024;

    private final Socket socket;
    private final InputStream in;

    public KeptConnection(ListenAddress server) throws IOException {
        this.socket = RawHttp.connect(server);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        this.in = socket.getInputStream();
    }

    /** Sends a request and reads its final answer, which is one that the description has. */
    public Reply exchange(String request) throws IOException {
        RawHttp.send(socket, request);
        String[] asked = RawHttp.requestLine(request.getBytes(StandardCharsets.ISO_8859_1));
        return answer(asked[0]).assertDescribed(asked[0], asked[1]);
    }

    /** Whether the server has ended the connection, with nothing more on it. */
    public boolean isEnded() throws IOException {
        return in.read() < 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private Reply answer(String method) throws IOException {
        StringBuilder head = new StringBuilder();
        for (String line = line(); !line.isEmpty(); line = line()) {
            head.append(line).append("\r\n");
        }
        Reply reply = Reply.parse(head + "\r\n");
        byte[] body = method.equals("HEAD") ? new byte[0] : body(reply);
        return new Reply(reply.status(), reply.headers(), new String(body, StandardCharsets.UTF_8));
    }

    private byte[] body(Reply reply) throws IOException {
        String length = reply.header("content-length");
        if (!length.isEmpty()) {
            return bytes(Integer.parseInt(length));
        }
        assertThat(reply.header("transfer-encoding")).isEqualTo("chunked");
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            all.write(bytes(size));
            assertThat(line()).isEmpty();
        }
        assertThat(line()).isEmpty();
        return all.toByteArray();
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private byte[] bytes(int count) throws IOException {
        byte[] read = in.readNBytes(count);
        assertThat(read).as("the answer is there to its end").hasSize(count);
        return read;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            assertThat(c).as("the answer goes on after: %s", line).isNotNegative();
            assertThat(line.append((char) c)).hasSizeLessThan(LONGEST_LINE);
        }
        return line.toString().stripTrailing();
    }
}

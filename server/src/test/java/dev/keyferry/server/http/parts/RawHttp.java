package dev.keyferry.server.http.parts;

import dev.keyferry.server.http.ListenAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Sends bytes as they are, and reads what comes back until the peer closes or falls silent. */
public final class RawHttp {
    private static final Duration SILENCE = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private RawHttp() {}

    /** A request line, {@code Host}, these headers, and the empty line. */
    public static String head(String requestLine, String... headers) {
        return requestLine
                + "\r\nHost: keyferry\r\n"
                + Arrays.stream(headers).map(h -> h + "\r\n").collect(Collectors.joining())
                + "\r\n";
    }

    public static Reply exchange(ListenAddress server, String request) throws IOException {
        return exchange(server, request.getBytes(StandardCharsets.ISO_8859_1));
    }

    public static Reply exchange(ListenAddress server, byte[] request) throws IOException {
        try (Socket socket = connect(server)) {
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
            String[] asked = requestLine(request);
            return read(socket).assertDescribed(asked[0], asked[1]);
        }
    }

    /**
     * Sends a request that may break off, and then nothing more ever: the server need not wait for
     * the rest. What it refuses before the end it may not read to the end.
     */
    public static Reply exchangeLast(ListenAddress server, byte[] request) throws IOException {
        try (Socket socket = connect(server)) {
            try {
                socket.getOutputStream().write(request);
                socket.shutdownOutput();
            } catch (SocketException e) {
                // The answer is there already.
                return read(socket);
            }
            return read(socket);
        }
    }

    /** Method and target; of a line that has none, what leads nowhere. */
    public static String[] requestLine(byte[] request) {
        String text = new String(request, StandardCharsets.ISO_8859_1);
        String[] parts = text.split("\r\n", 2)[0].split(" +", 3);
        return parts.length == 3 ? parts : new String[] {"", ""};
    }

    public static Socket connect(ListenAddress server) throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(server.address(), server.port()));
        return socket;
    }

    public static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** Waits for the first byte with patience, and for each next one a moment only. */
    public static Reply read(Socket socket) throws IOException {
        socket.setSoTimeout((int) PATIENCE.toMillis());
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] chunk = new byte[8192];
        try {
            for (int n; (n = socket.getInputStream().read(chunk)) >= 0; ) {
                all.write(chunk, 0, n);
                socket.setSoTimeout((int) SILENCE.toMillis());
            }
        } catch (SocketTimeoutException | SocketException e) {
            // What was read until now is what there is.
            return Reply.parse(all.toString(StandardCharsets.UTF_8));
        }
        return Reply.parse(all.toString(StandardCharsets.UTF_8));
    }
}

package dev.keyferry.server.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Sends bytes as they are, and reads what comes back until the peer closes or falls silent. */
final class RawHttp {
    private static final Duration SILENCE = Duration.ofMillis(300);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private RawHttp() {}

    static String exchange(ListenAddress server, String request) throws IOException {
        return exchange(server, request.getBytes(StandardCharsets.ISO_8859_1));
    }

    static String exchange(ListenAddress server, byte[] request) throws IOException {
        try (Socket socket = connect(server)) {
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
            return readAll(socket);
        }
    }

    static Socket connect(ListenAddress server) throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(server.address(), server.port()));
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    static String readAll(Socket socket) throws IOException {
        StringBuilder all = new StringBuilder();
        byte[] chunk = new byte[8192];
        try {
            for (int n; (n = socket.getInputStream().read(chunk)) >= 0; ) {
                all.append(new String(chunk, 0, n, StandardCharsets.UTF_8));
                socket.setSoTimeout((int) SILENCE.toMillis());
            }
        } catch (SocketTimeoutException | SocketException e) {
            // What was read until now is what there is.
            return all.toString();
        }
        return all.toString();
    }
}

package dev.keyferry.e2e.marker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.server.http.request.RequestBody;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Callers who send bodies up to the last byte, until their token has room for no other call.
 * Confined to one thread.
 */
final class Crowd implements AutoCloseable {
    private static final String ALL_BUT_THE_END = "{" + " ".repeat((int) RequestBody.MAX_BYTES - 2);

    private final List<Socket> sockets = new ArrayList<>();
    private final Sender sender;
    private final String head;

    /** Nobody yet who calls by the token. */
    Crowd(Sender sender, String account, String token) {
        this.sender = sender;
        this.head =
                Sender.head(
                        "/accounts/" + account + "/magic/ipsec_tunnels/psk",
                        token,
                        RequestBody.MAX_BYTES);
    }

    /** One more comes. Several at once would take the room from each other, and all be refused. */
    void grow() {
        try {
            Socket socket = sender.connect();
            sockets.add(socket);
            socket.getOutputStream()
                    .write((head + ALL_BUT_THE_END).getBytes(StandardCharsets.US_ASCII));
        } catch (SocketException refused) {
            // There was no room for this one, and the server did not read it to the end.
            assertThat(sockets).hasSizeGreaterThan(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

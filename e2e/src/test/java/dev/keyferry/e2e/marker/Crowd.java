package dev.keyferry.e2e.marker;

import dev.keyferry.server.http.request.RequestBody;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Callers who send bodies up to the last byte, until their token has room for no other call. */
final class Crowd implements AutoCloseable {
    /** Twice what there is room for: where one finds none, because of others, the next one does. */
    private static final long CALLERS = 2L * RequestBody.MAX_BYTES_OF_ACTOR / RequestBody.MAX_BYTES;

    private static final String ALL_BUT_THE_END = "{" + " ".repeat((int) RequestBody.MAX_BYTES - 2);

    private final List<Socket> sockets = new ArrayList<>();

    private Crowd() {}

    /** Takes all the room there is for bodies of the token. */
    static Crowd before(Sender sender, String account, String token) {
        Crowd crowd = new Crowd();
        String head =
                Sender.head(
                        "/accounts/" + account + "/magic/ipsec_tunnels/psk",
                        token,
                        RequestBody.MAX_BYTES);
        try {
            for (int caller = 0; caller < CALLERS; caller++) {
                Socket socket = sender.connect();
                crowd.sockets.add(socket);
                socket.getOutputStream()
                        .write((head + ALL_BUT_THE_END).getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return crowd;
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

package dev.keyferry.e2e.marker;

import dev.keyferry.server.http.request.BodyBudget;
import dev.keyferry.server.http.request.RequestBody;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Callers who announce large bodies and send none, until there is room for no other call. */
final class Crowd implements AutoCloseable {
    /** Twice what there is room for: where one finds none, because of others, the next one does. */
    private static final long CALLERS = 2L * BodyBudget.MAX_BYTES / RequestBody.MAX_BYTES;

    private final List<Socket> sockets = new ArrayList<>();

    private Crowd() {}

    /** Takes all the room there is for bodies. */
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
                socket.getOutputStream().write((head + "{").getBytes(StandardCharsets.US_ASCII));
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

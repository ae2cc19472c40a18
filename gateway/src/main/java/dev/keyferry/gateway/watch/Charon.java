package dev.keyferry.gateway.watch;

import dev.keyferry.gateway.rules.SocketCheck;
import dev.keyferry.gateway.rules.SocketRefused;
import dev.keyferry.vici.ViciSession;
import java.nio.file.Path;

/** Where the charon listens, and how a connection to it is made: never an unchecked one. */
public record Charon(Path socket, SocketCheck check, Pacing pacing) {
    /**
     * Connects.
     *
     * @throws SocketRefused if it may be somebody else
     * @throws dev.keyferry.vici.ViciUnreachable if nobody answers
     */
    public ViciSession connect() {
        check.checkDirectory(socket);
        ViciSession session = ViciSession.connect(socket, pacing.connect(), pacing.silence());
        try {
            check.checkPeer(session.peerUid());
            return session;
        } catch (SocketRefused e) {
            session.close();
            throw e;
        }
    }
}

package dev.keyferry.gateway.watch;

import dev.keyferry.gateway.rules.SocketCheck;
import dev.keyferry.gateway.rules.SocketRefused;
import dev.keyferry.vici.ViciEvents;
import dev.keyferry.vici.ViciSession;
import java.nio.file.Path;
import java.util.Collection;

/** Where the charon listens, and how a connection to it is made: never an unchecked one. */
public record Charon(Path socket, SocketCheck check, Pacing pacing) {
    /**
     * Has events told from now on, until what is returned is closed or ends.
     *
     * @throws SocketRefused if it may be somebody else
     * @throws dev.keyferry.vici.ViciException if nobody answers in time
     */
    public ViciEvents listen(Collection<String> events, ViciEvents.Listener listener) {
        check.checkDirectory(socket);
        ViciEvents opened = ViciEvents.open(socket, pacing.connect(), events, listener);
        try {
            check.checkPeer(opened.peerUid());
            return opened;
        } catch (SocketRefused e) {
            opened.close();
            throw e;
        }
    }

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

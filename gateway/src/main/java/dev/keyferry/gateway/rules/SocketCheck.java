package dev.keyferry.gateway.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Makes sure that keys go to the charon and to nobody who put a socket in its place: only trusted
 * users may write the socket's own directory, and one of them must be listening.
 */
public final class SocketCheck {
    private static final int ROOT = 0;
    private static final int STICKY = 01000;

    private final Set<Integer> trusted;

    /**
     * @param configured numeric user ids that are trusted beside root and the agent's own
     */
    public SocketCheck(Set<Integer> configured) {
        Set<Integer> all = new HashSet<>(configured);
        all.add(ROOT);
        all.add(ownUid());
        trusted = Set.copyOf(all);
    }

    /**
     * Looks at the directory, before anything is connected. A socket that is not there yet is no
     * reason to refuse.
     *
     * @throws SocketRefused if others could put another socket there
     */
    public void checkDirectory(Path socket) {
        Path directory = socket.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            return;
        }
        Map<String, Object> attributes = attributes(directory);
        if (!(attributes.get("uid") instanceof Integer owner && trusted.contains(owner))) {
            throw new SocketRefused(
                    "the directory "
                            + directory
                            + " of the charon's socket belongs to a user that is not trusted");
        }
        if (attributes.get("permissions") instanceof Set<?> permissions
                && (permissions.contains(PosixFilePermission.OTHERS_WRITE)
                        || permissions.contains(PosixFilePermission.GROUP_WRITE))) {
            throw new SocketRefused(
                    "the directory "
                            + directory
                            + " of the charon's socket can be written by others; "
                            + mend(attributes));
        }
    }

    /**
     * Looks at who listens, before anything is sent.
     *
     * @param peer numeric user id of the listening process; empty where the system does not tell
     * @throws SocketRefused if it is nobody who is trusted
     */
    public void checkPeer(OptionalInt peer) {
        if (peer.isPresent() && !trusted.contains(peer.getAsInt())) {
            throw new SocketRefused(
                    "user "
                            + peer.getAsInt()
                            + " listens on the charon's socket and is not trusted");
        }
    }

    /** A sticky directory is meant for everybody, and is not the place for a socket. */
    private static String mend(Map<String, Object> attributes) {
        boolean isSticky = attributes.get("mode") instanceof Integer mode && (mode & STICKY) != 0;
        return isSticky
                ? "have charon put its socket into a directory of its own, such as /run"
                : "chmod go-w mends it";
    }

    private static Map<String, Object> attributes(Path directory) {
        try {
            return Files.readAttributes(directory, "unix:uid,mode,permissions");
        } catch (IOException e) {
            throw new SocketRefused(
                    "the directory " + directory + " of the charon's socket cannot be read");
        }
    }

    private static int ownUid() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid") instanceof Integer uid
                    ? uid
                    : ROOT;
        } catch (IOException e) {
            return ROOT;
        }
    }
}

package dev.keyferry.vici;

import java.io.IOException;
import java.nio.file.Path;

/** No connection to the daemon's socket could be made; nothing was sent. */
public final class ViciUnreachable extends ViciException {
    ViciUnreachable(Path socket, IOException cause) {
        super("no VICI connection to " + socket + ": " + cause.getMessage(), cause);
    }
}

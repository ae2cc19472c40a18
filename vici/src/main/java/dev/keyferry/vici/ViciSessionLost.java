package dev.keyferry.vici;

import org.jspecify.annotations.Nullable;

/**
 * The session ended before the reply came: the outcome is unknown. What was already written may
 * still run, even after requests of a newer session.
 */
public final class ViciSessionLost extends ViciException {
    ViciSessionLost(String reason, @Nullable Throwable cause) {
        super("VICI session lost: " + reason, cause);
    }
}

package dev.keyferry.vici;

import org.jspecify.annotations.Nullable;

/**
 * Why a VICI call gave no good reply. Each kind is a class of its own, so that a caller switches
 * over them instead of reading texts. No text ever holds a value of a message.
 */
public abstract sealed class ViciException extends RuntimeException
        permits ViciCommandFailed,
                ViciUnknownCommand,
                ViciUnknownEvent,
                ViciReplyOverdue,
                ViciSessionLost,
                ViciUnreachable,
                ViciProtocolError {
    ViciException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

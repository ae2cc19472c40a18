package dev.keyferry.gateway.rules;

/** The socket may be somebody else's: nothing is sent to it. The message says what to mend. */
public final class SocketRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    SocketRefused(String message) {
        super(message);
    }
}

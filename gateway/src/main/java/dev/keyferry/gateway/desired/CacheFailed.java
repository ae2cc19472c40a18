package dev.keyferry.gateway.desired;

/** The sealed cache cannot be read or written; the message is for an operator. */
public final class CacheFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    CacheFailed(String message) {
        super(message);
    }

    CacheFailed(String message, Throwable cause) {
        super(message + ": " + cause.getMessage(), cause);
    }
}

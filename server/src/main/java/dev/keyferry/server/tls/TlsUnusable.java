package dev.keyferry.server.tls;

/** A certificate or its key cannot be used. The message quotes nothing of either. */
public final class TlsUnusable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String hint;

    TlsUnusable(String message, String hint) {
        super(message);
        this.hint = hint;
    }

    TlsUnusable(String message, String hint, Throwable cause) {
        super(message, cause);
        this.hint = hint;
    }

    /** One sentence that says what an operator can do. */
    public String hint() {
        return hint;
    }
}

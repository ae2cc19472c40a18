package dev.keyferry.server.data;

/** The server does not start on what it found; nothing was changed. */
public final class StartRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String hint;

    public StartRefused(String message, String hint, Throwable cause) {
        super(message, cause);
        this.hint = hint;
    }

    public StartRefused(String message, String hint) {
        super(message);
        this.hint = hint;
    }

    /** One line that says what to do. */
    public String hint() {
        return hint;
    }
}

package dev.keyferry.server.store;

/** The store belongs to other files or settings than it was opened with; nothing was changed. */
public final class StoreMismatch extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String hint;

    StoreMismatch(String message, String hint) {
        super(message);
        this.hint = hint;
    }

    /** One line that says what to do. */
    public String hint() {
        return hint;
    }
}

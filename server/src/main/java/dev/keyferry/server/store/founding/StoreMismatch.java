package dev.keyferry.server.store.founding;

/** The store belongs to other files or settings than it was opened with; nothing was changed. */
public final class StoreMismatch extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String hint;

    public StoreMismatch(String message, String hint) {
        super(message);
        this.hint = hint;
    }

    /** One line that says what to do. */
    public String hint() {
        return hint;
    }
}

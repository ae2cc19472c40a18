package dev.keyferry.server.usecase.recall;

/** A cache is not of this deployment, or was damaged or changed; nothing was changed for it. */
public final class CacheRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String hint;

    CacheRefused(String message, String hint) {
        super(message);
        this.hint = hint;
    }

    /** One line that says what to do. */
    public String hint() {
        return hint;
    }
}

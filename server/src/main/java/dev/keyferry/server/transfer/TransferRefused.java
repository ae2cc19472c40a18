package dev.keyferry.server.transfer;

/** The store stays where it is. */
public final class TransferRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String hint;

    TransferRefused(String message, String hint, Throwable cause) {
        super(message, cause);
        this.hint = hint;
    }

    TransferRefused(String message, String hint) {
        super(message);
        this.hint = hint;
    }

    /** One line that says what to do. */
    public String hint() {
        return hint;
    }
}

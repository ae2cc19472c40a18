package dev.keyferry.server.keyfile;

/** A file of keys cannot be used as a whole. The message has nothing of the file's text. */
public final class KeyFileRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Cause reason;

    KeyFileRefused(Cause reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    /** What is wrong with it. */
    public enum Cause {
        MALFORMED,
        SWAPPED_COLUMNS,
        TOO_MANY_ENTRIES
    }

    public Cause reason() {
        return reason;
    }

    /** What is wrong, without a full stop. */
    public String text() {
        return String.valueOf(getMessage());
    }
}

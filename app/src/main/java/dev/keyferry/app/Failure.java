package dev.keyferry.app;

/**
 * The command cannot do what it was asked. Neither text may hold a key or a token.
 *
 * <p>The message says what is wrong, the hint what to do about it; both are one sentence without a
 * full stop.
 */
public class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ExitCode code;
    private final String hint;

    public Failure(ExitCode code, String message, String hint) {
        super(message);
        this.code = code;
        this.hint = hint;
    }

    /** A failure that another exception explains; only its own message is shown to the user. */
    public Failure(ExitCode code, String message, String hint, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.hint = hint;
    }

    public static Failure usage(String message, String hint) {
        return new Failure(ExitCode.USAGE, message, hint);
    }

    public final ExitCode code() {
        return code;
    }

    public final String hint() {
        return hint;
    }

    /** The two lines that standard error gets. */
    public final String report() {
        return "error: " + getMessage() + System.lineSeparator() + "hint: " + hint;
    }
}

package dev.keyferry.gateway.remote;

import org.jspecify.annotations.Nullable;

/**
 * The gateway and its server do not come together. The message says in one sentence what is wrong,
 * the hint what an operator can do; neither holds a token or a key.
 */
public final class NotLinked extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Kind kind;
    private final String hint;

    /** Whether time may mend it. */
    public enum Kind {
        /** The server is away, overloaded or stops; trying again is right. */
        UNREACHABLE,
        /** One side does not accept the other, until somebody changes something. */
        REFUSED
    }

    NotLinked(Kind kind, String message, String hint, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.hint = hint;
    }

    static NotLinked refused(String message, String hint) {
        return new NotLinked(Kind.REFUSED, message, hint, null);
    }

    public Kind kind() {
        return kind;
    }

    public String hint() {
        return hint;
    }
}

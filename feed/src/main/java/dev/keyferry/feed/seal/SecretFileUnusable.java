package dev.keyferry.feed.seal;

import org.jspecify.annotations.Nullable;

/** A file that should hold a secret cannot be read, cannot be written, or is not safe. */
public final class SecretFileUnusable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String hint;

    SecretFileUnusable(String message, String hint, @Nullable Throwable cause) {
        super(message, cause);
        this.hint = hint;
    }

    /** One sentence that says what an operator can do. */
    public String hint() {
        return hint;
    }
}

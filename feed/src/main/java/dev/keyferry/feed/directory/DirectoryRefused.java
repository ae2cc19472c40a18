package dev.keyferry.feed.directory;

import org.jspecify.annotations.Nullable;

/** A directory is not fit to hold secrets, or is in use. */
public final class DirectoryRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String hint;

    DirectoryRefused(String message, String hint, @Nullable Throwable cause) {
        super(message, cause);
        this.hint = hint;
    }

    /** One sentence that says what an operator can do. */
    public String hint() {
        return hint;
    }
}

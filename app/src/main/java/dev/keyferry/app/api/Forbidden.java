package dev.keyferry.app.api;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;

/** The token is good and has not the right that a call needs. */
public final class Forbidden extends Failure {
    /** The code of the public contract. */
    static final int CODE = 10_000;

    private static final long serialVersionUID = 1;

    Forbidden(String message) {
        super(
                ExitCode.REFUSED,
                message,
                "give a token that may do this: docs/api.md tells which permission each call needs,"
                        + " and the server's admin.token has all");
    }

    /** The same with what it means to the user. */
    Forbidden(String message, String hint, Forbidden cause) {
        super(ExitCode.REFUSED, message, hint, cause);
    }
}

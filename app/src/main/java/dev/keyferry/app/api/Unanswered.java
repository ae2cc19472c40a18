package dev.keyferry.app.api;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;

/**
 * Nobody knows whether the server did what it was asked: its answer was lost, or told of a failure
 * of its own.
 */
public final class Unanswered extends Failure {
    private static final long serialVersionUID = 1;

    Unanswered(ExitCode code, String message, String hint) {
        super(code, message, hint);
    }

    Unanswered(ExitCode code, String message, String hint, Throwable cause) {
        super(code, message, hint, cause);
    }
}

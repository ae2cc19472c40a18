package dev.keyferry.app.command.token;

import dev.keyferry.app.Failure;

/** Tokens that a command names. */
final class NamedTokens {
    private static final String VALUE = "kf";

    private NamedTokens() {}

    /**
     * Refuses what looks like a value, without repeating it.
     *
     * @throws Failure a usage failure
     */
    static void refuseValue(String nameOrId) {
        if (nameOrId.startsWith(VALUE + "_") || nameOrId.startsWith(VALUE + "e_")) {
            throw Failure.usage(
                    "a token is named by its name or id, never by its value",
                    "`keyferry token list` shows both; a value on a command line is known to"
                            + " everybody on the machine, so roll that token");
        }
    }
}

package dev.keyferry.app.command.psk.set;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.app.command.terminal.Question;
import dev.keyferry.app.command.terminal.Terminal;
import java.util.Locale;

/**
 * Asks before a large part of an account gets other keys.
 *
 * @param askAbove percent of the account's tunnels
 */
record Consent(Terminal terminal, int askAbove) {
    /** Fewer keys than this are set without a question. */
    static final int FEWEST = 10;

    private static final int WHOLE = 100;

    boolean isNeeded(int keys, int tunnels) {
        return keys >= FEWEST && (long) keys * WHOLE > (long) askAbove * tunnels;
    }

    /**
     * Returns if somebody agrees.
     *
     * @throws Failure a usage failure if nobody can be asked
     */
    void require(int keys, int tunnels) {
        String what =
                String.format(
                        Locale.ROOT,
                        "this sets the keys of %,d of the account's %,d tunnels",
                        keys,
                        tunnels);
        String hint =
                "give --yes if that is meant; --ask-above PERCENT sets from where on it is asked";
        if (!Question.isAgreed(terminal, what, hint)) {
            throw new Failure(
                    ExitCode.REFUSED, "nothing was set", "answer y, or give --yes, to set them");
        }
    }
}

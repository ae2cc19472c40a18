package dev.keyferry.app.command.terminal;

import dev.keyferry.app.Failure;
import dev.keyferry.app.command.terminal.Terminal.Standard;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Asks whoever sits there whether to go on. */
public final class Question {
    private Question() {}

    /**
     * Whether somebody agrees.
     *
     * @param what would be done, as a sentence without a full stop
     * @param hint what to do where nobody sits there
     * @throws Failure a usage failure if nobody can be asked
     */
    public static boolean isAgreed(Terminal terminal, String what, String hint) {
        if (!terminal.isInteractive(Standard.IN) || !terminal.isInteractive(Standard.ERR)) {
            throw Failure.usage(what + ", and nobody can be asked here", hint);
        }
        terminal.err().print(what + ". Go on? [y/N] ");
        terminal.err().flush();
        return isYes(terminal);
    }

    private static boolean isYes(Terminal terminal) {
        try {
            String answer =
                    new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8))
                            .readLine();
            return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y(es)?");
        } catch (IOException e) {
            return false;
        }
    }
}

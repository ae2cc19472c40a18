package dev.keyferry.app.command.terminal;

import dev.keyferry.app.api.Printable;
import java.util.regex.Pattern;

/** A word of a command line that somebody is told to enter. */
public final class ShellWord {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+=,-]+");

    private ShellWord() {}

    /** The text as a shell takes it for one word with nothing in it to obey; fit for a terminal. */
    public static String of(String text) {
        return PLAIN.matcher(text).matches()
                ? text
                : "'" + Printable.of(text).replace("'", "'\\''") + "'";
    }
}

package dev.keyferry.server.console.session;

import java.util.BitSet;
import java.util.regex.Pattern;

/**
 * The numbers of one session's forms. Each form that does something has one of its own, which is
 * taken back once: its answer loaded again brings the same number, and does nothing even where all
 * is again as it was when the form was made. Numbers are no secrets; the session's ticket stands
 * beside each. Thread-safe.
 */
public final class FormNumbers {
    /** How many forms may be open at once, in all tabs; the oldest is forgotten first. */
    public static final int MAX_OPEN = 256;

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

    /** Which of the last numbers did not come back, each at its remainder. */
    private final BitSet open = new BitSet(MAX_OPEN);

    private long last;

    /** Returns the number of a new form. */
    public synchronized String next() {
        last++;
        open.set(place(last));
        return Long.toString(last);
    }

    /**
     * Takes a number back.
     *
     * @return false if it was taken back before, or forgotten, or never given out
     */
    public synchronized boolean take(String text) {
        if (!NUMBER.matcher(text).matches()) {
            return false;
        }
        long number = Long.parseLong(text);
        boolean isOpen = number <= last && number > last - MAX_OPEN && open.get(place(number));
        if (isOpen) {
            open.clear(place(number));
        }
        return isOpen;
    }

    private static int place(long number) {
        return (int) (number % MAX_OPEN);
    }
}

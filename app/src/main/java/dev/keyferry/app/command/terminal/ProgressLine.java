package dev.keyferry.app.command.terminal;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * A line that is written over and over, on a terminal only. No escape sequences: every terminal
 * knows a carriage return. Confined to one thread.
 */
public final class ProgressLine {
    private static final double NANOS = 1e9;

    private final PrintStream out;
    private final boolean isShown;
    private final LongSupplier nanos;
    private final long began;
    private int width;

    /** A line on standard error, where that is a terminal. */
    public static ProgressLine on(Terminal terminal) {
        return new ProgressLine(
                terminal.err(), terminal.isInteractive(Terminal.Standard.ERR), System::nanoTime);
    }

    ProgressLine(PrintStream out, boolean isShown, LongSupplier nanos) {
        this.out = out;
        this.isShown = isShown;
        this.nanos = nanos;
        this.began = nanos.getAsLong();
    }

    /**
     * Shows how much is done, and how fast.
     *
     * @param done of this run
     * @param total of this run
     * @param before done already when it began
     */
    public void show(int done, int total, int before) {
        double seconds = (nanos.getAsLong() - began) / NANOS;
        String text = String.format(Locale.ROOT, "%,d of %,d", before + done, before + total);
        if (done > 0 && seconds > 0) {
            double rate = done / seconds;
            text +=
                    String.format(
                            Locale.ROOT,
                            "   %,.0f/s   %,.0f s left",
                            rate,
                            Math.ceil((total - done) / rate));
        }
        write(text);
    }

    /** Clears the line, so that something else can be printed. */
    public void clear() {
        write("");
        if (isShown) {
            out.print('\r');
            out.flush();
        }
    }

    private void write(String text) {
        if (!isShown) {
            return;
        }
        out.print('\r' + text + " ".repeat(Math.max(0, width - text.length())));
        out.flush();
        width = text.length();
    }
}

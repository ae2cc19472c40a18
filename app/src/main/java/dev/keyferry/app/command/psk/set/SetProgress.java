package dev.keyferry.app.command.psk.set;

import dev.keyferry.app.command.terminal.ProgressLine;
import java.util.Locale;

/**
 * How far a run is: for the line on a terminal, and for whoever ends it. Thread-safe: one thread
 * counts, another may read.
 */
final class SetProgress {
    private final ProgressLine line;
    private final int total;
    private final int before;
    private volatile At at;

    /** So many keys were answered, and so many are on the way. */
    private record At(int answered, int sending) {}

    /**
     * Begins.
     *
     * @param before keys that an earlier run of the same file sent
     * @param total all, with those
     */
    SetProgress(ProgressLine line, int before, int total) {
        this.line = line;
        this.before = before;
        this.total = total;
        this.at = new At(before, 0);
    }

    void sending(int keys) {
        at = new At(at.answered, keys);
        show();
    }

    void answered() {
        at = new At(at.answered + at.sending, 0);
        show();
    }

    /** What to tell where it ends too early. */
    String text() {
        At now = at;
        String answered =
                String.format(
                        Locale.ROOT, "%,d of %,d keys were sent and answered", now.answered, total);
        return now.sending == 0
                ? answered
                : answered + String.format(Locale.ROOT, ", %,d more were on the way", now.sending);
    }

    private void show() {
        line.show(at.answered - before, total - before, before);
    }
}

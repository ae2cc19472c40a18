package dev.keyferry.app.command.terminal;

import java.io.PrintStream;
import java.io.Writer;

/** Prints JSON escaped as it comes, and holds no more than a buffer of it. One thread's. */
final class EscapingWriter extends Writer {
    private static final int BUFFER = 8_192;

    private final PrintStream out;
    private final StringBuilder safe = new StringBuilder(BUFFER);

    /** The first half of a character whose second half is yet to come; else 0. */
    private char high;

    EscapingWriter(PrintStream out) {
        this.out = out;
    }

    @Override
    public void write(char[] chars, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            take(chars[i]);
        }
    }

    private void take(char unit) {
        if (high != 0 && Character.isLowSurrogate(unit)) {
            put(Character.toCodePoint(high, unit));
            high = 0;
            return;
        }
        putHalf();
        if (Character.isHighSurrogate(unit)) {
            high = unit;
        } else {
            put(unit);
        }
    }

    private void putHalf() {
        if (high != 0) {
            put(high);
            high = 0;
        }
    }

    private void put(int c) {
        Json.escape(c, safe);
        if (safe.length() >= BUFFER) {
            flush();
        }
    }

    @Override
    public void flush() {
        out.append(safe);
        safe.setLength(0);
        out.flush();
    }

    /** Leaves the stream open. */
    @Override
    public void close() {
        putHalf();
        flush();
    }
}

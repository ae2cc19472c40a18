package dev.keyferry.app.api;

/** Text of others, made fit for a terminal. */
public final class Printable {
    private Printable() {}

    /** The text with each control or format character replaced by {@code ?}. */
    public static String of(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> safe.appendCodePoint(isSafe(c) ? c : '?'));
        return safe.toString();
    }

    /** Whether the character does nothing to a terminal but to stand there. */
    public static boolean isSafe(int codePoint) {
        return !Character.isISOControl(codePoint)
                && Character.getType(codePoint) != Character.FORMAT
                && Character.getType(codePoint) != Character.LINE_SEPARATOR
                && Character.getType(codePoint) != Character.PARAGRAPH_SEPARATOR;
    }
}

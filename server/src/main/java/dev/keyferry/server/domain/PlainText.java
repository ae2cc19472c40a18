package dev.keyferry.server.domain;

/** What text from outside may contain. */
public final class PlainText {
    private PlainText() {}

    public static boolean isOneLine(String text) {
        return isText(text) && text.indexOf('\n') < 0 && text.indexOf('\t') < 0;
    }

    /** No control character but tab and line feed, and no half of a surrogate pair. */
    public static boolean isText(String text) {
        return text.codePoints().allMatch(PlainText::isTextual);
    }

    private static boolean isTextual(int c) {
        return c == '\n'
                || c == '\t'
                || (!Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE);
    }
}

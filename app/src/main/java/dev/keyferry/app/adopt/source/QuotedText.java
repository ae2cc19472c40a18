package dev.keyferry.app.adopt.source;

/** A text in double quotes, as in {@code swanctl.conf} and {@code ipsec.conf}. */
public final class QuotedText {
    private QuotedText() {}

    /**
     * Reads it from its quote to the one that closes it. It may have line ends, and a backslash
     * before one joins the lines.
     */
    public static String read(Cursor cursor) {
        Place place = cursor.place();
        cursor.next();
        StringBuilder text = new StringBuilder();
        while (true) {
            int next = cursor.next();
            switch (next) {
                case '"' -> {
                    return text.toString();
                }
                case Cursor.END -> throw neverClosed(place);
                case '\r' -> {}
                case '\\' -> escaped(cursor, text, place);
                default -> text.append((char) next);
            }
        }
    }

    private static void escaped(Cursor cursor, StringBuilder text, Place place) {
        if (cursor.startsWith("\r\n")) {
            cursor.next();
        }
        int next = cursor.next();
        switch (next) {
            case Cursor.END -> throw neverClosed(place);
            case '\n' -> {}
            case 'n' -> text.append('\n');
            case 'r' -> text.append('\r');
            case 't' -> text.append('\t');
            default -> text.append((char) next);
        }
    }

    private static RuntimeException neverClosed(Place place) {
        return place.broken("a quoted text is never closed");
    }
}

package dev.keyferry.app.adopt.source;

import java.nio.file.Path;

/** The word {@code include} and the pattern of files behind it. */
public final class Include {
    private static final String WORD = "include";

    private Include() {}

    /** Whether one stands here; a setting may have that name too: {@code include = yes}. */
    public static boolean isAt(Cursor cursor) {
        if (!cursor.startsWith(WORD)) {
            return false;
        }
        int ahead = WORD.length();
        while (isBlank(cursor.peek(ahead))) {
            ahead++;
        }
        return ahead > WORD.length() && cursor.peek(ahead) != '=';
    }

    /** Reads it, and returns the pattern, which is not empty. */
    public static String pattern(Cursor cursor) {
        Place place = cursor.place();
        cursor.take(c -> !isBlank(c));
        cursor.take(Include::isBlank);
        String pattern = cursor.peek() == '"' ? QuotedText.read(cursor) : bare(cursor);
        if (pattern.isEmpty()) {
            throw place.broken("it includes nothing");
        }
        return pattern;
    }

    /** The one name of a file, by which circles are seen. */
    public static Path file(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private static String bare(Cursor cursor) {
        StringBuilder pattern = new StringBuilder();
        while (isPattern(cursor.peek())) {
            boolean isEscape = cursor.peek() == '\\' && "\"#} ".indexOf(cursor.peek(1)) >= 0;
            if (isEscape) {
                cursor.next();
            }
            pattern.append((char) cursor.next());
        }
        return pattern.toString();
    }

    private static boolean isPattern(int character) {
        return character != Cursor.END && "#}\"\r\n\t ".indexOf(character) < 0;
    }

    private static boolean isBlank(int character) {
        return character == ' ' || character == '\t';
    }
}

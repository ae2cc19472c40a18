package dev.keyferry.app.command.terminal;

import dev.keyferry.app.api.Printable;
import java.io.PrintStream;
import java.io.Writer;
import java.util.Iterator;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What {@code --json} prints. Text of others may end up on a terminal this way too, so that what
 * steers one is escaped; a program reads the same text.
 */
public final class Json {
    private Json() {}

    /** For eyes as well, on several lines. */
    public static String of(JsonNode json) {
        return escaped(json.toPrettyString());
    }

    /** On one line. */
    public static String line(JsonNode json) {
        return escaped(json.toString());
    }

    /** Prints an array one item at a time, however many there are. */
    public static void print(Stream<? extends JsonNode> items, PrintStream out) {
        Iterator<? extends JsonNode> left = items.iterator();
        out.print("[ ");
        while (left.hasNext()) {
            out.print(of(left.next()));
            out.print(left.hasNext() ? ", " : " ");
        }
        out.println("]");
    }

    /** Takes JSON and prints it escaped as it comes; to close it flushes it. */
    public static Writer writer(PrintStream out) {
        return new EscapingWriter(out);
    }

    private static String escaped(String json) {
        StringBuilder safe = new StringBuilder(json.length());
        json.codePoints().forEach(c -> escape(c, safe));
        return safe.toString();
    }

    /**
     * Escapes a control or format character, or half a character, of JSON that was written already.
     * Line ends stand between its values alone, and what is not ASCII within strings alone.
     */
    static void escape(int c, StringBuilder safe) {
        boolean isHalf = Character.getType(c) == Character.SURROGATE;
        if (c == '\n' || c == '\r' || (Printable.isSafe(c) && !isHalf)) {
            safe.appendCodePoint(c);
            return;
        }
        for (char unit : Character.toChars(c)) {
            safe.append("\\u%04x".formatted((int) unit));
        }
    }
}

package dev.keyferry.app.adopt.source;

import java.util.function.IntPredicate;

/** A position in a file. Confined to one thread. */
public final class Cursor {
    /** What is read behind the last character. */
    public static final int END = -1;

    private final SourceText source;
    private int position;
    private int line = 1;

    public Cursor(SourceText source) {
        this.source = source;
    }

    public SourceText source() {
        return source;
    }

    public Place place() {
        return source.at(line);
    }

    public int peek() {
        return peek(0);
    }

    public int peek(int ahead) {
        int at = position + ahead;
        return at < source.text().length() ? source.text().charAt(at) : END;
    }

    public int next() {
        int character = peek();
        if (character != END) {
            position++;
        }
        if (character == '\n') {
            line++;
        }
        return character;
    }

    public boolean startsWith(String text) {
        return source.text().startsWith(text, position);
    }

    /** Takes the longest run of such characters. */
    public String take(IntPredicate characters) {
        StringBuilder taken = new StringBuilder();
        while (peek() != END && characters.test(peek())) {
            taken.append((char) next());
        }
        return taken.toString();
    }
}

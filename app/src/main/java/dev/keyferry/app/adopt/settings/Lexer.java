package dev.keyferry.app.adopt.settings;

import dev.keyferry.app.adopt.settings.Token.Kind;
import dev.keyferry.app.adopt.source.Cursor;
import dev.keyferry.app.adopt.source.Include;
import dev.keyferry.app.adopt.source.Place;
import dev.keyferry.app.adopt.source.QuotedText;
import dev.keyferry.app.adopt.source.SourceFiles;
import dev.keyferry.app.adopt.source.SourceText;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Parts settings into words, as strongSwan's {@code settings_lexer.l} does: the words of included
 * files stand where the include does. Confined to one thread.
 */
final class Lexer {
    /** Which words there are depends on what stands before. */
    private enum State {
        STATEMENT,
        REFERENCE,
        VALUE
    }

    private final SourceFiles files;

    /** The file that is read on top, below it those in which it is included. */
    private final Deque<Opened> opened = new ArrayDeque<>();

    private State state = State.STATEMENT;
    private Place last;

    /**
     * A file that is being read.
     *
     * @param open itself and the files that lead to it
     */
    private record Opened(Cursor cursor, List<Path> open) {}

    Lexer(SourceFiles files, SourceText first) {
        this.files = files;
        this.last = first.at(1);
        opened.push(new Opened(new Cursor(first), List.of(Include.file(first.file()))));
    }

    Token next() {
        while (!opened.isEmpty()) {
            Cursor cursor = opened.peek().cursor();
            last = cursor.place();
            Token token =
                    switch (state) {
                        case STATEMENT -> statement(cursor);
                        case REFERENCE -> reference(cursor);
                        case VALUE -> value(cursor);
                    };
            if (!token.is(Kind.END)) {
                return token;
            }
        }
        return new Token(Kind.END, "", last);
    }

    /** An end here is that of a file, or of nothing: whoever asked goes on. */
    private Token statement(Cursor cursor) {
        skipBlanksAndComments(cursor);
        Place place = cursor.place();
        if (Include.isAt(cursor)) {
            include(cursor);
            return new Token(Kind.END, "", place);
        }
        return switch (cursor.peek()) {
            case Cursor.END -> ended(place);
            case '{' -> single(cursor, Kind.OPEN);
            case '}' -> single(cursor, Kind.CLOSE);
            case ',' -> single(cursor, Kind.COMMA);
            case ':' -> {
                state = State.REFERENCE;
                yield single(cursor, Kind.COLON);
            }
            case '=' -> {
                state = State.VALUE;
                yield single(cursor, Kind.EQUALS);
            }
            case '"' -> throw place.broken("a quoted text stands where a name is expected");
            case '.' -> throw place.broken("a dot stands in the name of a section or a setting");
            default -> new Token(Kind.NAME, cursor.take(Lexer::isName), place);
        };
    }

    private Token reference(Cursor cursor) {
        skipBlanksAndComments(cursor);
        Place place = cursor.place();
        if (cursor.peek() == ',') {
            return single(cursor, Kind.COMMA);
        }
        String name = cursor.take(c -> isName(c) || c == '.');
        if (!name.isEmpty()) {
            return new Token(Kind.NAME, name, place);
        }
        state = State.STATEMENT;
        return new Token(Kind.END, "", place);
    }

    private Token value(Cursor cursor) {
        cursor.take(c -> c == ' ' || c == '\t' || c == '\r');
        Place place = cursor.place();
        return switch (cursor.peek()) {
            case Cursor.END, '#', '}', '\n' -> {
                state = State.STATEMENT;
                yield new Token(Kind.VALUE_END, "", place);
            }
            case '"' -> new Token(Kind.VALUE, QuotedText.read(cursor), place);
            default -> new Token(Kind.VALUE, cursor.take(Lexer::isValue), place);
        };
    }

    private Token ended(Place place) {
        opened.pop();
        return new Token(Kind.END, "", place);
    }

    private static Token single(Cursor cursor, Kind kind) {
        Place place = cursor.place();
        cursor.next();
        return new Token(kind, "", place);
    }

    private static void skipBlanksAndComments(Cursor cursor) {
        cursor.take(Lexer::isBlank);
        while (cursor.peek() == '#') {
            cursor.take(c -> c != '\n');
            cursor.take(Lexer::isBlank);
        }
    }

    private void include(Cursor cursor) {
        Place place = cursor.place();
        List<Path> open = opened.element().open();
        List<SourceText> included = files.included(Include.pattern(cursor), place, open);
        for (SourceText text : included.reversed()) {
            List<Path> deeper = new ArrayList<>(open);
            deeper.add(Include.file(text.file()));
            opened.push(new Opened(new Cursor(text), deeper));
        }
    }

    private static boolean isBlank(int character) {
        return character == ' ' || character == '\t' || character == '\r' || character == '\n';
    }

    private static boolean isName(int character) {
        return !isBlank(character) && "#{}:.,=\"".indexOf(character) < 0;
    }

    private static boolean isValue(int character) {
        return !isBlank(character) && "#}\"".indexOf(character) < 0;
    }
}

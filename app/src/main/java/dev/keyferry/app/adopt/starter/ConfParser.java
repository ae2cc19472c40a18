package dev.keyferry.app.adopt.starter;

import dev.keyferry.app.adopt.source.Cursor;
import dev.keyferry.app.adopt.source.Include;
import dev.keyferry.app.adopt.source.Place;
import dev.keyferry.app.adopt.source.QuotedText;
import dev.keyferry.app.adopt.source.SourceFiles;
import dev.keyferry.app.adopt.source.SourceText;
import dev.keyferry.app.adopt.source.Utf8;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads {@code ipsec.conf} line by line, as the starter's {@code lexer.l} and {@code parser.y} do:
 * sections begin in the first column, settings behind blanks. Confined to one thread.
 */
final class ConfParser {
    private static final Pattern CONFIG_SETUP = Pattern.compile("config setup");
    private static final String CONN = "conn";
    private static final String CA = "ca";

    private final SourceFiles files;
    private final ConnSections sections = new ConnSections();

    /** The connection that settings belong to; none where they belong to another section. */
    private Optional<ConnSection> current = Optional.empty();

    private ConfParser(SourceFiles files) {
        this.files = files;
    }

    static ConnSections parse(SourceFiles files, SourceText first) {
        ConfParser parser = new ConfParser(files);
        parser.file(first, List.of());
        return parser.sections;
    }

    private void file(SourceText source, List<Path> within) {
        List<Path> open = new ArrayList<>(within);
        open.add(Include.file(source.file()));
        Cursor cursor = new Cursor(source);
        while (cursor.peek() != Cursor.END) {
            line(cursor, open);
        }
    }

    private void line(Cursor cursor, List<Path> open) {
        boolean isIndented = !cursor.take(ConfParser::isBlank).isEmpty();
        if (isLineEnd(cursor)) {
            endLine(cursor);
        } else if (Include.isAt(cursor)) {
            Place place = cursor.place();
            String pattern = Include.pattern(cursor);
            endLine(cursor);
            files.included(pattern, place, open).forEach(text -> file(text, open));
        } else if (cursor.startsWith("version")) {
            cursor.take(c -> c != '\n');
        } else if (isIndented) {
            setting(cursor);
        } else {
            section(cursor);
        }
    }

    private void section(Cursor cursor) {
        Place place = cursor.place();
        String kind = words(cursor);
        current = Optional.empty();
        if (CONFIG_SETUP.matcher(kind).matches()) {
            return;
        }
        int blank = kind.indexOf(' ');
        String word = blank < 0 ? kind : kind.substring(0, blank);
        boolean isConnection = word.equals(CONN);
        if (!isConnection && !word.equals(CA)) {
            throw place.broken("neither a section nor, behind blanks, a setting begins here");
        }
        String name = blank < 0 ? "" : kind.substring(blank + 1);
        if (name.isEmpty() || name.indexOf(' ') >= 0) {
            throw place.broken("a section has one word for a name");
        }
        if (isConnection) {
            current = Optional.of(sections.section(Utf8.of(name), place));
        }
    }

    private void setting(Cursor cursor) {
        Place place = cursor.place();
        String name = word(cursor);
        cursor.take(ConfParser::isBlank);
        if (name.isEmpty() || cursor.peek() != '=') {
            throw place.broken("a setting is a name and =");
        }
        cursor.next();
        String value = words(cursor);
        current.ifPresent(section -> section.put(name, value, place));
    }

    /** The words up to the line's end, one blank apart. */
    private static String words(Cursor cursor) {
        List<String> words = new ArrayList<>();
        cursor.take(ConfParser::isBlank);
        while (!isLineEnd(cursor)) {
            if (cursor.peek() == '=') {
                throw cursor.place().broken("there is a second = outside of quotes");
            }
            words.add(word(cursor));
            cursor.take(ConfParser::isBlank);
        }
        endLine(cursor);
        return String.join(" ", words);
    }

    private static String word(Cursor cursor) {
        if (cursor.peek() == '"') {
            return QuotedText.read(cursor);
        }
        String start = "";
        if (cursor.startsWith("@#")) {
            cursor.next();
            cursor.next();
            start = "@#";
        }
        return start + cursor.take(ConfParser::isWord);
    }

    private static boolean isLineEnd(Cursor cursor) {
        return cursor.peek() == Cursor.END || cursor.peek() == '\n' || cursor.peek() == '#';
    }

    private static void endLine(Cursor cursor) {
        cursor.take(c -> isBlank(c));
        if (cursor.peek() == '#') {
            cursor.take(c -> c != '\n');
        }
        cursor.next();
    }

    /** Files with CRLF are read as if they had LF. */
    private static boolean isBlank(int character) {
        return character == ' ' || character == '\t' || character == '\r';
    }

    private static boolean isWord(int character) {
        return !isBlank(character) && "\"#=\n".indexOf(character) < 0;
    }
}

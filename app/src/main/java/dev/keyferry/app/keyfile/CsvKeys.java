package dev.keyferry.app.keyfile;

import dev.keyferry.app.api.KeyEntry;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads CSV as RFC 4180 has it: fields may stand in double quotes, and a quote within them is
 * doubled. Blanks belong to a field. Empty lines are skipped. Confined to one thread.
 */
final class CsvKeys {
    private static final List<String> HEADER = List.of("tunnel", "psk");

    private final String text;
    private int position;
    private int line = 1;

    private CsvKeys(String text) {
        this.text = text;
    }

    static List<KeyEntry> parse(String text) {
        return new CsvKeys(text).entries();
    }

    private List<KeyEntry> entries() {
        List<KeyEntry> entries = new ArrayList<>();
        boolean isHeaderRead = false;
        while (position < text.length()) {
            int start = line;
            List<String> row = row();
            if (row.equals(List.of(""))) {
                continue;
            }
            if (!isHeaderRead) {
                requireHeader(row);
                isHeaderRead = true;
                continue;
            }
            if (row.size() != HEADER.size()) {
                throw KeyFile.malformed(
                        "line "
                                + start
                                + " has "
                                + row.size()
                                + " fields, not 2; a key with a"
                                + " comma stands in double quotes");
            }
            KeyFile.requireRoom(entries);
            entries.add(new KeyEntry(row.get(0), row.get(1)));
        }
        return entries;
    }

    private static void requireHeader(List<String> row) {
        if (!row.equals(HEADER)) {
            throw KeyFile.malformed("its first line is not the header tunnel,psk");
        }
    }

    /** Reads up to and with the line's end. */
    private List<String> row() {
        List<String> fields = new ArrayList<>();
        do {
            fields.add(field());
        } while (accept(','));
        if (!atEnd() && !acceptLineEnd()) {
            throw KeyFile.malformed("line " + line + " has text after a closing quote");
        }
        return fields;
    }

    private String field() {
        return accept('"') ? quoted() : plain();
    }

    private String plain() {
        int start = position;
        while (!atEnd() && text.charAt(position) != ',' && !isLineEnd()) {
            position++;
        }
        return text.substring(start, position);
    }

    private String quoted() {
        int opened = line;
        StringBuilder field = new StringBuilder();
        while (!atEnd()) {
            char next = text.charAt(position++);
            if (next == '"' && !accept('"')) {
                return field.toString();
            }
            if (next == '\n') {
                line++;
            }
            field.append(next);
        }
        throw KeyFile.malformed("the quote of line " + opened + " is never closed");
    }

    private boolean acceptLineEnd() {
        if (!isLineEnd()) {
            return false;
        }
        accept('\r');
        position++;
        line++;
        return true;
    }

    /** A carriage return that no line feed follows is part of a field. */
    private boolean isLineEnd() {
        return text.startsWith("\n", position) || text.startsWith("\r\n", position);
    }

    private boolean accept(char expected) {
        if (atEnd() || text.charAt(position) != expected) {
            return false;
        }
        position++;
        return true;
    }

    private boolean atEnd() {
        return position == text.length();
    }
}

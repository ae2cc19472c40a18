package dev.keyferry.app.keyfile;

import dev.keyferry.app.api.KeyEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads CSV as RFC 4180 has it: fields may stand in double quotes, and a quote within them is
 * doubled. Blanks belong to a field. Empty lines are skipped. A row of the wrong length is one bad
 * line; a quote that does not end leaves nothing to go by, so the file is refused. Confined to one
 * thread.
 */
final class CsvKeys {
    private final String text;
    private int position;
    private int line = 1;

    private CsvKeys(String text) {
        this.text = text;
    }

    static List<FileLine> parse(String text) {
        return new CsvKeys(text).lines();
    }

    private List<FileLine> lines() {
        List<FileLine> lines = new ArrayList<>();
        Optional<CsvHeader> header = Optional.empty();
        while (!atEnd()) {
            int start = line;
            List<String> row = row();
            if (row.equals(List.of(""))) {
                continue;
            }
            if (header.isEmpty()) {
                header = Optional.of(CsvHeader.of(row));
                continue;
            }
            KeyFile.requireRoom(lines);
            lines.add(line(header.get(), lines.size() + 1, start, row));
        }
        return lines;
    }

    /** Of a row that is out of shape, no field is known to be the tunnel and not the key. */
    private static FileLine line(CsvHeader header, int entry, int start, List<String> row) {
        return row.size() == header.columns()
                ? new KeyLine(
                        entry, start, new KeyEntry(row.get(header.tunnel()), row.get(header.psk())))
                : new RefusedLine(entry, start, "", LineReason.WRONG_FIELDS.text());
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

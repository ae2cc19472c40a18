package dev.keyferry.server.keyfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The rows of CSV as RFC 4180 has it: fields may stand in double quotes, and a quote within them is
 * doubled. Blanks belong to a field. Empty lines are skipped. Confined to one thread.
 */
public final class CsvRows {
    private final String text;
    private final Function<String, ? extends RuntimeException> malformed;
    private int position;
    private int line = 1;

    /**
     * Rows that are not read yet.
     *
     * @param malformed the failure of a file in which a quote leaves nothing to go by; the sentence
     *     that it gets quotes nothing of the file
     */
    public CsvRows(String text, Function<String, ? extends RuntimeException> malformed) {
        this.text = text;
        this.malformed = malformed;
    }

    /** Fields, and the line in which the first of them begins. */
    public record Row(int line, List<String> fields) {
        @Override
        public String toString() {
            return "Row(line " + line + ", fields redacted)";
        }
    }

    /** The next row; empty behind the last one. */
    public Optional<Row> next() {
        while (!atEnd()) {
            int start = line;
            List<String> fields = row();
            if (!fields.equals(List.of(""))) {
                return Optional.of(new Row(start, fields));
            }
        }
        return Optional.empty();
    }

    /** Reads up to and with the line's end. */
    private List<String> row() {
        List<String> fields = new ArrayList<>();
        do {
            fields.add(field());
        } while (accept(','));
        if (!atEnd() && !acceptLineEnd()) {
            throw malformed.apply("line " + line + " has text after a closing quote");
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
        throw malformed.apply("the quote of line " + opened + " is never closed");
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

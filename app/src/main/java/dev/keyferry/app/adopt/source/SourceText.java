package dev.keyferry.app.adopt.source;

import java.nio.file.Path;

/**
 * A file that was read.
 *
 * @param text a character for each byte (ISO 8859-1), because a key may be any bytes
 */
public record SourceText(Path file, String text) {
    public Place at(int line) {
        return new Place(file, line);
    }

    @Override
    public String toString() {
        return "SourceText(" + file + ", text redacted)";
    }
}

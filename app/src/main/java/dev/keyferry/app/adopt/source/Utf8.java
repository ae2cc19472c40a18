package dev.keyferry.app.adopt.source;

import java.nio.charset.StandardCharsets;

/** Names in files that are read byte by byte. */
public final class Utf8 {
    /** Stands where bytes are no text. */
    static final char REPLACEMENT = '\ufffd';

    private Utf8() {}

    /** The text that these bytes are, a character for each byte. */
    public static String of(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}

package dev.keyferry.server.keyfile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads keys from JSON (an array, or the body of the API's bulk call), JSON lines or CSV. In JSON
 * an entry has the members {@code tunnel} (or {@code id}) and {@code psk}; CSV begins with a header
 * that names these columns. A byte order mark and CRLF are accepted. What is wrong is said with its
 * place and never with its text, which may be a key.
 */
public final class KeyFile {
    /** As many as one account can be asked for at once. */
    public static final int MAX_ENTRIES = 100_000;

    public static final int MAX_BYTES = 32 << 20;

    /** Whether a key may be that of a neighbouring line. */
    public enum EqualNeighbours {
        REFUSE,
        ACCEPT
    }

    private KeyFile() {}

    /**
     * Reads the whole file.
     *
     * @throws KeyFileRefused if it is too large
     */
    public static byte[] bytes(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw malformed("it has more than " + MAX_BYTES + " bytes");
        }
        return bytes;
    }

    /**
     * Tells apart what can be sent and what cannot.
     *
     * @throws KeyFileRefused if the bytes are not such a file
     */
    public static KeyFileContent parse(byte[] bytes, EqualNeighbours neighbours) {
        return parse(bytes, neighbours, MAX_ENTRIES);
    }

    /**
     * Tells apart what can be sent and what cannot.
     *
     * @param maxEntries at most {@link #MAX_ENTRIES}
     * @throws KeyFileRefused if the bytes are not such a file, or it has more entries
     */
    public static KeyFileContent parse(byte[] bytes, EqualNeighbours neighbours, int maxEntries) {
        String text = decode(bytes);
        Lines read = new Lines(maxEntries);
        if (looksLikeJson(text)) {
            JsonKeys.parse(text, read);
        } else {
            CsvKeys.parse(text, read);
        }
        List<FileLine> lines = read.all();
        if (lines.isEmpty()) {
            throw malformed("it has no entry");
        }
        return LineChecks.check(lines, neighbours);
    }

    static KeyFileRefused malformed(String what) {
        return new KeyFileRefused(
                KeyFileRefused.Cause.MALFORMED, "the key file cannot be used: " + what);
    }

    private static String decode(byte[] bytes) {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw malformed("it is not UTF-8 text");
        }
    }

    private static boolean looksLikeJson(String text) {
        String start = text.stripLeading();
        return start.startsWith("{") || start.startsWith("[");
    }
}

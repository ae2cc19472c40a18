package dev.keyferry.app.keyfile;

import dev.keyferry.app.Failure;
import dev.keyferry.app.api.KeyEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads keys from JSON (an array, or the body of the API's bulk call), JSON lines or CSV. In JSON
 * an entry has the members {@code tunnel} (or {@code id}) and {@code psk}; CSV begins with the line
 * {@code tunnel,psk}. A byte order mark and CRLF are accepted. What is wrong is said with its place
 * and never with its text, which may be a key.
 */
public final class KeyFile {
    /** As many keys as one call takes. */
    public static final int MAX_ENTRIES = 10_000;

    /** As large as the body of one call. */
    public static final int MAX_BYTES = 4 << 20;

    private static final String HINT =
            "a file has CSV lines below the header tunnel,psk or JSON objects"
                    + " {\"tunnel\": ..., \"psk\": ...}; `keyferry psk set --help` shows both";

    private KeyFile() {}

    /**
     * Reads the whole file.
     *
     * @throws Failure a usage failure, if the bytes are not such a file or give a tunnel two keys
     */
    public static List<KeyEntry> read(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw malformed("it has more than " + MAX_BYTES + " bytes");
        }
        String text = decode(bytes);
        List<KeyEntry> entries = looksLikeJson(text) ? JsonKeys.parse(text) : CsvKeys.parse(text);
        requireUnique(entries);
        return entries;
    }

    static Failure malformed(String what) {
        return Failure.usage("the key file cannot be used: " + what, HINT);
    }

    static void requireRoom(List<KeyEntry> entries) {
        if (entries.size() == MAX_ENTRIES) {
            throw Failure.usage(
                    "the key file has more than " + MAX_ENTRIES + " entries",
                    "split it; each part is set in one call");
        }
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

    private static void requireUnique(List<KeyEntry> entries) {
        if (entries.isEmpty()) {
            throw malformed("it has no entry");
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < entries.size(); i++) {
            if (!seen.add(entries.get(i).tunnel())) {
                throw malformed("entry " + (i + 1) + " names a tunnel for the second time");
            }
        }
    }
}

package dev.keyferry.app.adopt;

import dev.keyferry.feed.seal.Psk;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A key of a configuration.
 *
 * @param psk empty where it cannot be a tunnel's
 * @param flaw why not, as a part of a sentence about "the key"
 */
public record OperatorKey(Optional<Psk> psk, String flaw) {
    /**
     * Reads a key that may be written as {@code 0x} and hexadecimal or as {@code 0s} and Base64.
     *
     * @param text a character for each byte
     */
    public static OperatorKey encoded(String text) {
        if (text.regionMatches(true, 0, "0x", 0, 2)) {
            return HexText.read(text.substring(2))
                    .map(OperatorKey::of)
                    .orElseGet(() -> flawed("is no hexadecimal behind its 0x"));
        }
        return text.regionMatches(true, 0, "0s", 0, 2) ? base64(text.substring(2)) : plain(text);
    }

    /** The key that the text itself is, a character for each byte. */
    public static OperatorKey plain(String text) {
        return of(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Whether both can be used, and are one. */
    public boolean isSameAs(OperatorKey other) {
        return psk.isPresent() && other.psk.isPresent() && psk.get().sameAs(other.psk.get());
    }

    private static OperatorKey base64(String text) {
        return Base64Text.read(text)
                .map(OperatorKey::of)
                .orElseGet(() -> flawed("is no Base64 behind its 0s"));
    }

    private static OperatorKey of(byte[] bytes) {
        try {
            if (bytes.length == 0) {
                return flawed("is empty");
            }
            return bytes.length > Psk.MAX_BYTES
                    ? flawed("has more than " + Psk.MAX_BYTES + " bytes")
                    : new OperatorKey(Optional.of(Psk.copyOf(bytes)), "");
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static OperatorKey flawed(String why) {
        return new OperatorKey(Optional.empty(), why);
    }
}

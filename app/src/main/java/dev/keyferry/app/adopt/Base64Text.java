package dev.keyferry.app.adopt;

import java.util.Arrays;
import java.util.Optional;

/**
 * Base64 as charon reads it, {@code chunk_from_base64} of libstrongswan's {@code chunk.c}: whole
 * groups of four characters only, what is left behind them counts for nothing, and of both
 * alphabets of RFC 4648.
 */
final class Base64Text {
    private static final String DIGITS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private static final int GROUP = 4;
    private static final int GROUP_BYTES = 3;
    private static final int DIGIT_BITS = 6;
    private static final char PADDING = '=';

    private Base64Text() {}

    /** The bytes; empty where charon would make bytes of what is no Base64. */
    static Optional<byte[]> read(String text) {
        String groups = text.substring(0, text.length() / GROUP * GROUP);
        String digits = withoutPadding(groups);
        byte[] bytes = new byte[groups.length() / GROUP * GROUP_BYTES];
        try {
            int bits = 0;
            int next = 0;
            for (int i = 0; i < groups.length(); i++) {
                int digit = i < digits.length() ? digit(digits.charAt(i)) : 0;
                if (digit < 0) {
                    return Optional.empty();
                }
                bits = (bits << DIGIT_BITS) | digit;
                if (i % GROUP == GROUP - 1) {
                    bytes[next++] = (byte) (bits >> (2 * Byte.SIZE));
                    bytes[next++] = (byte) (bits >> Byte.SIZE);
                    bytes[next++] = (byte) bits;
                    bits = 0;
                }
            }
            int padding = groups.length() - digits.length();
            return Optional.of(Arrays.copyOf(bytes, bytes.length - padding));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** One or two characters fill the last group. */
    private static String withoutPadding(String groups) {
        int end = groups.length();
        while (end > 0 && groups.length() - end < 2 && groups.charAt(end - 1) == PADDING) {
            end--;
        }
        return groups.substring(0, end);
    }

    private static int digit(char character) {
        return switch (character) {
            case '-' -> DIGITS.indexOf('+');
            case '_' -> DIGITS.indexOf('/');
            default -> DIGITS.indexOf(character);
        };
    }
}

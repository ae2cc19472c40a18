package dev.keyferry.server.http.request;

import java.util.Arrays;
import java.util.Optional;

/** Strict UTF-8 encoding (RFC 3629) of characters that may be secret. */
final class Utf8 {
    private static final int MAX_BYTES_PER_CHARACTER = 3;

    private Utf8() {}

    static boolean isEncodable(String text) {
        return text.codePoints().noneMatch(c -> c <= 0xffff && Character.isSurrogate((char) c));
    }

    /**
     * Returns the bytes, which are the caller's to wipe; empty if a surrogate stands alone. No
     * other copy stays behind.
     */
    static Optional<byte[]> encode(char[] characters, int offset, int length) {
        byte[] buffer = new byte[length * MAX_BYTES_PER_CHARACTER];
        try {
            int size = encode(characters, offset, offset + length, buffer);
            return size < 0 ? Optional.empty() : Optional.of(Arrays.copyOf(buffer, size));
        } finally {
            Arrays.fill(buffer, (byte) 0);
        }
    }

    private static int encode(char[] characters, int start, int end, byte[] target) {
        int size = 0;
        for (int i = start; i < end; i++) {
            int c = Character.codePointAt(characters, i, end);
            if (c > 0xffff) {
                i++;
            } else if (Character.isSurrogate((char) c)) {
                return -1;
            }
            size = put(c, target, size);
        }
        return size;
    }

    private static int put(int c, byte[] target, int at) {
        int next = at;
        if (c < 0x80) {
            target[next++] = (byte) c;
            return next;
        }
        int continuations = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
        target[next++] = (byte) ((0xf0 << (3 - continuations) & 0xff) | c >> (6 * continuations));
        for (int shift = 6 * (continuations - 1); shift >= 0; shift -= 6) {
            target[next++] = (byte) (0x80 | (c >> shift & 0x3f));
        }
        return next;
    }
}

package dev.keyferry.feed.id;

import java.util.HexFormat;

/** The one spelling of bytes as text that identifiers use: lower-case hexadecimal. */
public final class Hex {
    private static final HexFormat FORMAT = HexFormat.of();

    private Hex() {}

    /** Refuses a {@code value} that is not exactly {@code digits} lower-case hexadecimal digits. */
    public static void require(String value, int digits, String what) {
        if (value.length() != digits || !isLowerCaseHex(value)) {
            throw new IllegalArgumentException(
                    what + " must be " + digits + " lower-case hexadecimal digits");
        }
    }

    /** A plain loop, because a bulk call checks a hundred thousand of these. */
    public static boolean isLowerCaseHex(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return true;
    }

    public static String of(byte[] bytes) {
        return FORMAT.formatHex(bytes);
    }

    public static byte[] parse(String hex) {
        return FORMAT.parseHex(hex);
    }
}

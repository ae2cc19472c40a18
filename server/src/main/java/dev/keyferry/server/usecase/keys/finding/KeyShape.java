package dev.keyferry.server.usecase.keys.finding;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * The outward form of a key, from one pass over it.
 *
 * @param length in bytes
 * @param prefix how it begins, as far as that changes its meaning somewhere
 * @param ends whether a blank stands at its beginning or its end
 * @param kinds the kinds of character that it has
 */
public record KeyShape(int length, Prefix prefix, Ends ends, Set<Kind> kinds) {
    /** Beginnings that configurations give a meaning of their own. */
    public enum Prefix {
        /** {@code 0x}: what follows is read as hexadecimal digits. */
        HEX,
        /** {@code 0s}: what follows is read as Base64. */
        BASE64,
        /** {@code 0} and something else. */
        ZERO,
        NONE
    }

    /** What stands at the two ends. */
    public enum Ends {
        BLANK,
        CLEAN
    }

    /** Kinds of character that somebody treats differently. */
    public enum Kind {
        LETTER,
        DIGIT,
        DOT_OR_UNDERSCORE,
        BLANK,
        QUESTION_MARK,
        DOUBLE_QUOTE,
        OTHER_PRINTABLE,
        CONTROL,
        BEYOND_ASCII
    }

    public KeyShape {
        kinds = Collections.unmodifiableSet(EnumSet.copyOf(kinds));
    }

    /** Looks at a key of at least one byte, and keeps nothing of it. */
    static KeyShape of(byte[] key) {
        EnumSet<Kind> kinds = EnumSet.noneOf(Kind.class);
        for (byte c : key) {
            kinds.add(kind(c & 0xff));
        }
        boolean hasBlankAtAnEnd = isBlank(key[0]) || isBlank(key[key.length - 1]);
        return new KeyShape(
                key.length, prefix(key), hasBlankAtAnEnd ? Ends.BLANK : Ends.CLEAN, kinds);
    }

    public boolean isPrintableAscii() {
        return !kinds.contains(Kind.CONTROL) && !kinds.contains(Kind.BEYOND_ASCII);
    }

    private static Prefix prefix(byte[] key) {
        if (key[0] != '0') {
            return Prefix.NONE;
        }
        return switch (key.length > 1 ? key[1] : 0) {
            case 'x', 'X' -> Prefix.HEX;
            case 's', 'S' -> Prefix.BASE64;
            default -> Prefix.ZERO;
        };
    }

    private static Kind kind(int c) {
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
            return Kind.LETTER;
        }
        if (c >= '0' && c <= '9') {
            return Kind.DIGIT;
        }
        return switch (c) {
            case '.', '_' -> Kind.DOT_OR_UNDERSCORE;
            case ' ' -> Kind.BLANK;
            case '?' -> Kind.QUESTION_MARK;
            case '"' -> Kind.DOUBLE_QUOTE;
            default -> rest(c);
        };
    }

    private static Kind rest(int c) {
        if (c > 0x7f) {
            return Kind.BEYOND_ASCII;
        }
        return c < ' ' || c == 0x7f ? Kind.CONTROL : Kind.OTHER_PRINTABLE;
    }

    private static boolean isBlank(byte c) {
        return c == ' ' || c == '\t';
    }
}

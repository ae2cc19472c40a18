package dev.keyferry.server.usecase.keys.finding;

import java.util.HashSet;
import java.util.Set;

/**
 * Estimates how hard a key is to guess by one who knows the habits of people who make up keys. It
 * sees repetition, sequences and a small choice of characters; it knows no words, so a phrase looks
 * stronger than it is.
 */
final class KeyStrength {
    /** Adds what a guesser pays for "and so on". */
    private static final double BITS_OF_CONTINUATION = 1;

    /** As many characters seen before, in the same order, count as a repetition. */
    private static final int REPEATED_RUN = 3;

    /** A key with less than this part of the variety that chance gives was not made by chance. */
    private static final double NATURAL_VARIETY = 0.6;

    private static final int DIGIT = 1;
    private static final int LOWER_HEX = 2;
    private static final int LOWER = 4;
    private static final int UPPER_HEX = 8;
    private static final int UPPER = 16;
    private static final int OTHER = 32;
    private static final int NOT_PRINTABLE = 64;

    private KeyStrength() {}

    /**
     * Estimates up to {@code enough} bits, and stops there. It looks at each character once, so the
     * time grows with the key's length only.
     *
     * @param key any bytes
     */
    static double estimatedBits(byte[] key, double enough) {
        double bitsEach = bitsOfOne(key);
        double bits = 0;
        Set<Integer> earlierRuns = new HashSet<>();
        for (int i = 0; i < key.length && bits < enough; i++) {
            boolean isRepeated = i + 1 >= REPEATED_RUN && !earlierRuns.add(runUpTo(key, i));
            boolean isExpected = isRepeated || continuesSequence(key, i);
            bits += isExpected ? Math.min(BITS_OF_CONTINUATION, bitsEach) : bitsEach;
        }
        return Math.min(bits, enough);
    }

    private static double bitsOfOne(byte[] key) {
        boolean[] seen = new boolean[256];
        int distinct = 0;
        int kinds = 0;
        for (byte c : key) {
            distinct += seen[c & 0xff] ? 0 : 1;
            seen[c & 0xff] = true;
            kinds |= kind(c & 0xff);
        }
        int alphabet = sizeOfAlphabet(kinds);
        double expected = alphabet * (1 - Math.pow(1 - 1.0 / alphabet, key.length));
        return log2(distinct < NATURAL_VARIETY * expected ? distinct : alphabet);
    }

    private static int kind(int c) {
        if (c >= '0' && c <= '9') {
            return DIGIT;
        }
        if (c >= 'a' && c <= 'z') {
            return c <= 'f' ? LOWER_HEX : LOWER;
        }
        if (c >= 'A' && c <= 'Z') {
            return c <= 'F' ? UPPER_HEX : UPPER;
        }
        return c >= ' ' && c <= '~' ? OTHER : NOT_PRINTABLE;
    }

    /** The smallest usual alphabet that has these kinds of character. */
    private static int sizeOfAlphabet(int kinds) {
        return switch (kinds) {
            case DIGIT -> 10;
            case DIGIT | LOWER_HEX, LOWER_HEX, DIGIT | UPPER_HEX, UPPER_HEX -> 16;
            default ->
                    ((kinds & DIGIT) != 0 ? 10 : 0)
                            + ((kinds & (LOWER | LOWER_HEX)) != 0 ? 26 : 0)
                            + ((kinds & (UPPER | UPPER_HEX)) != 0 ? 26 : 0)
                            + ((kinds & OTHER) != 0 ? 33 : 0)
                            + ((kinds & NOT_PRINTABLE) != 0 ? 161 : 0);
        };
    }

    private static boolean continuesSequence(byte[] key, int i) {
        return i >= 2
                && key[i] - key[i - 1] == key[i - 1] - key[i - 2]
                && Math.abs(key[i] - key[i - 1]) <= 1;
    }

    /** The last characters up to {@code i} as one number. */
    private static int runUpTo(byte[] key, int i) {
        int run = 0;
        for (int k = i - REPEATED_RUN + 1; k <= i; k++) {
            run = (run << Byte.SIZE) | (key[k] & 0xff);
        }
        return run;
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }
}

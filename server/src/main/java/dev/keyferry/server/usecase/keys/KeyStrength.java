package dev.keyferry.server.usecase.keys;

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

    private KeyStrength() {}

    /**
     * Estimates up to {@code enough} bits, and stops there.
     *
     * @param key printable ASCII
     */
    static double estimatedBits(byte[] key, double enough) {
        double bitsEach = bitsOfOne(key);
        double bits = 0;
        for (int i = 0; i < key.length && bits < enough; i++) {
            boolean isExpected = continuesSequence(key, i) || repeatsEarlier(key, i);
            bits += isExpected ? Math.min(BITS_OF_CONTINUATION, bitsEach) : bitsEach;
        }
        return bits;
    }

    private static double bitsOfOne(byte[] key) {
        boolean[] seen = new boolean[128];
        int distinct = 0;
        int kinds = 0;
        for (byte c : key) {
            distinct += seen[c] ? 0 : 1;
            seen[c] = true;
            kinds |= kind(c);
        }
        int alphabet = sizeOfAlphabet(kinds);
        double expected = alphabet * (1 - Math.pow(1 - 1.0 / alphabet, key.length));
        return log2(distinct < NATURAL_VARIETY * expected ? distinct : alphabet);
    }

    private static int kind(byte c) {
        if (c >= '0' && c <= '9') {
            return DIGIT;
        }
        if (c >= 'a' && c <= 'z') {
            return c <= 'f' ? LOWER_HEX : LOWER;
        }
        if (c >= 'A' && c <= 'Z') {
            return c <= 'F' ? UPPER_HEX : UPPER;
        }
        return OTHER;
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
                            + ((kinds & OTHER) != 0 ? 33 : 0);
        };
    }

    private static boolean continuesSequence(byte[] key, int i) {
        return i >= 2
                && key[i] - key[i - 1] == key[i - 1] - key[i - 2]
                && Math.abs(key[i] - key[i - 1]) <= 1;
    }

    private static boolean repeatsEarlier(byte[] key, int i) {
        int start = i - REPEATED_RUN + 1;
        for (int earlier = 0; earlier < start; earlier++) {
            if (isSameRun(key, earlier, start)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSameRun(byte[] key, int a, int b) {
        for (int i = 0; i < REPEATED_RUN; i++) {
            if (key[a + i] != key[b + i]) {
                return false;
            }
        }
        return true;
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }
}

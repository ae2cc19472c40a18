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

    private KeyStrength() {}

    /**
     * @param key printable ASCII
     */
    static double estimatedBits(byte[] key) {
        double bitsEach = bitsOfOne(key);
        double bits = 0;
        for (int i = 0; i < key.length; i++) {
            boolean isExpected = continuesSequence(key, i) || repeatsEarlier(key, i);
            bits += isExpected ? Math.min(BITS_OF_CONTINUATION, bitsEach) : bitsEach;
        }
        return bits;
    }

    private static double bitsOfOne(byte[] key) {
        int alphabet = alphabetOf(key);
        int distinct = distinct(key);
        double expected = alphabet * (1 - Math.pow(1 - 1.0 / alphabet, key.length));
        return log2(distinct < NATURAL_VARIETY * expected ? distinct : alphabet);
    }

    /** The size of the smallest usual alphabet that has all of the key's characters. */
    private static int alphabetOf(byte[] key) {
        if (isWithin(key, "0123456789")) {
            return 10;
        }
        if (isWithin(key, "0123456789abcdef") || isWithin(key, "0123456789ABCDEF")) {
            return 16;
        }
        int size = 0;
        size += has(key, 'a', 'z') ? 26 : 0;
        size += has(key, 'A', 'Z') ? 26 : 0;
        size += has(key, '0', '9') ? 10 : 0;
        size += hasOther(key) ? 33 : 0;
        return size;
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

    private static int distinct(byte[] key) {
        boolean[] seen = new boolean[128];
        int count = 0;
        for (byte c : key) {
            count += seen[c] ? 0 : 1;
            seen[c] = true;
        }
        return count;
    }

    private static boolean isWithin(byte[] key, String alphabet) {
        for (byte c : key) {
            if (alphabet.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean has(byte[] key, char first, char last) {
        for (byte c : key) {
            if (c >= first && c <= last) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasOther(byte[] key) {
        for (byte c : key) {
            if (!isLetterOrDigit(c)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLetterOrDigit(byte c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }
}

package dev.keyferry.server.domain;

/**
 * Which keys an account accepts. What it accepts and is weak all the same is told, not refused.
 *
 * @param minimumLength in bytes, from {@link #PRINTABLE_MINIMUM_LENGTH}, or from 1 where any byte
 *     is accepted, to {@link #MAX_LENGTH}
 * @param minimumBits as estimated, from 0 to {@link #MAX_MINIMUM_BITS}
 */
public record PskPolicy(int minimumLength, int minimumBits, Alphabet alphabet) {
    /** Most bytes of any key. */
    public static final int MAX_LENGTH = 255;

    public static final int PRINTABLE_MINIMUM_LENGTH = 8;
    public static final int MAX_MINIMUM_BITS = 256;

    /** What holds for an account that has said nothing. */
    public static final PskPolicy DEFAULT =
            new PskPolicy(PRINTABLE_MINIMUM_LENGTH, 0, Alphabet.PRINTABLE);

    /** The bytes that a key may have. */
    public enum Alphabet {
        /** Printable ASCII. */
        PRINTABLE(PRINTABLE_MINIMUM_LENGTH),
        /** All, for keys that routers have already and nobody can change. */
        ANY(1);

        private final int shortest;

        Alphabet(int shortest) {
            this.shortest = shortest;
        }

        /** The smallest minimum length, which holds where none is given. */
        public int shortest() {
            return shortest;
        }
    }

    public PskPolicy {
        if (minimumLength < alphabet.shortest() || minimumLength > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "minimum_length is from " + alphabet.shortest() + " to " + MAX_LENGTH);
        }
        if (minimumBits < 0 || minimumBits > MAX_MINIMUM_BITS) {
            throw new IllegalArgumentException("minimum_bits is from 0 to " + MAX_MINIMUM_BITS);
        }
    }
}

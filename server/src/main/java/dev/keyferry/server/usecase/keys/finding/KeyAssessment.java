package dev.keyferry.server.usecase.keys.finding;

import dev.keyferry.feed.seal.Psk;
import java.util.Arrays;

/**
 * What a key looks like and how hard it is to guess, without the key. Immutable.
 *
 * @param bits estimated, at most {@link #MAX_BITS}
 */
public record KeyAssessment(KeyShape shape, double bits) {
    /** More bits are not told apart. */
    public static final int MAX_BITS = 256;

    /** Assesses a key in a time that grows with its length only. */
    public static KeyAssessment of(Psk psk) {
        byte[] key = psk.reveal();
        try {
            return new KeyAssessment(KeyShape.of(key), KeyStrength.estimatedBits(key, MAX_BITS));
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }
}
